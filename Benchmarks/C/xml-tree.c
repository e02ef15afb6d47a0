/* Parses one XML file from memory into libxml2's tree, over and over, and prints as JSON how long that
   took. The peer of `connectors`: what a program does that reads XML with that library.

   Usage: xml-tree FILE PASSES */

#include <libxml/parser.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double seconds(clockid_t clock) {
  struct timespec now;
  clock_gettime(clock, &now);
  return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

int main(int count, char **words) {
  if (count != 3) return 2;
  FILE *file = fopen(words[1], "rb");
  if (file == NULL) {
    perror(words[1]);
    return 1;
  }
  fseek(file, 0, SEEK_END);
  long length = ftell(file);
  rewind(file);
  char *bytes = malloc((size_t)length);
  if (bytes == NULL || fread(bytes, 1, (size_t)length, file) != (size_t)length) return 1;
  fclose(file);
  int passes = atoi(words[2]);
  double wall = seconds(CLOCK_MONOTONIC), cpu = seconds(CLOCK_PROCESS_CPUTIME_ID);
  for (int pass = 0; pass < passes; pass++) {
    xmlDocPtr tree = xmlReadMemory(bytes, (int)length, words[1], NULL, XML_PARSE_NONET);
    if (tree == NULL) return 1;
    xmlFreeDoc(tree);
  }
  wall = seconds(CLOCK_MONOTONIC) - wall;
  cpu = seconds(CLOCK_PROCESS_CPUTIME_ID) - cpu;
  printf("{\"bytes\": %ld, \"wall\": %f, \"cpu\": %f}\n", length * passes, wall, cpu);
  return 0;
}
