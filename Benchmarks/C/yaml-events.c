/* Reads YAML files into memory, then runs libyaml's event loop over them, and prints as JSON how
   long that took. The peer of `parse`: the least that any program on top of libyaml must do.

   Usage: yaml-events LIST PASSES, where LIST holds a path a line. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <yaml.h>

struct text {
  unsigned char *bytes;
  size_t length;
};

static double seconds(clockid_t clock) {
  struct timespec now;
  clock_gettime(clock, &now);
  return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static struct text read_file(const char *path) {
  FILE *file = fopen(path, "rb");
  if (file == NULL) {
    perror(path);
    exit(1);
  }
  fseek(file, 0, SEEK_END);
  struct text text = {NULL, (size_t)ftell(file)};
  rewind(file);
  text.bytes = malloc(text.length + 1);
  if (text.bytes == NULL || fread(text.bytes, 1, text.length, file) != text.length) {
    perror(path);
    exit(1);
  }
  fclose(file);
  return text;
}

static long count_events(struct text text) {
  yaml_parser_t parser;
  yaml_event_t event;
  long events = 0;
  int is_last = 0;
  if (!yaml_parser_initialize(&parser)) exit(1);
  yaml_parser_set_input_string(&parser, text.bytes, text.length);
  while (!is_last) {
    if (!yaml_parser_parse(&parser, &event)) {
      fprintf(stderr, "line %zu: %s\n", parser.problem_mark.line + 1, parser.problem);
      exit(1);
    }
    is_last = event.type == YAML_STREAM_END_EVENT;
    yaml_event_delete(&event);
    events++;
  }
  yaml_parser_delete(&parser);
  return events;
}

int main(int count, char **words) {
  if (count != 3) {
    fprintf(stderr, "usage: yaml-events LIST PASSES\n");
    return 2;
  }
  struct text *texts = NULL;
  size_t files = 0, bytes = 0;
  char path[4096];
  FILE *list = fopen(words[1], "r");
  if (list == NULL) {
    perror(words[1]);
    return 1;
  }
  while (fgets(path, sizeof path, list) != NULL) {
    path[strcspn(path, "\n")] = 0;
    texts = realloc(texts, (files + 1) * sizeof *texts);
    if (texts == NULL) return 1;
    texts[files] = read_file(path);
    bytes += texts[files++].length;
  }
  fclose(list);

  int passes = atoi(words[2]);
  long events = 0;
  double wall = seconds(CLOCK_MONOTONIC), cpu = seconds(CLOCK_PROCESS_CPUTIME_ID);
  for (int pass = 0; pass < passes; pass++)
    for (size_t file = 0; file < files; file++) events += count_events(texts[file]);
  wall = seconds(CLOCK_MONOTONIC) - wall;
  cpu = seconds(CLOCK_PROCESS_CPUTIME_ID) - cpu;
  printf(
      "{\"documents\": %zu, \"bytes\": %zu, \"counted\": %ld, \"wall\": %.6f, \"cpu\": %.6f}\n",
      files * (size_t)passes, bytes * (size_t)passes, events, wall, cpu);
  return 0;
}
