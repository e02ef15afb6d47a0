/* Reads YAML files into memory, then runs libyaml's event loop over them, and prints as JSON how
   long that took. The peer of `parse`: the least that any program on top of libyaml must do.

   Usage: yaml-events LIST PASSES, where LIST holds a path a line. With a third word, WORKERS, so many
   processes share the files, and reading them counts too: the least that judging files takes. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
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

/* Reads a share of the files and runs the loop over them. */
static void work(char **paths, size_t files, int worker, int workers) {
  for (size_t file = (size_t)worker; file < files; file += (size_t)workers) {
    struct text text = read_file(paths[file]);
    count_events(text);
    free(text.bytes);
  }
}

static int share(const char *list_path, int workers) {
  char **paths = NULL, path[4096];
  size_t files = 0;
  FILE *list = fopen(list_path, "r");
  if (list == NULL) {
    perror(list_path);
    return 1;
  }
  while (fgets(path, sizeof path, list) != NULL) {
    path[strcspn(path, "\n")] = 0;
    paths = realloc(paths, (files + 1) * sizeof *paths);
    if (paths == NULL || (paths[files++] = strdup(path)) == NULL) return 1;
  }
  fclose(list);
  double wall = seconds(CLOCK_MONOTONIC);
  for (int worker = 0; worker < workers; worker++) {
    pid_t child = fork();
    if (child < 0) return 1;
    if (child == 0) {
      work(paths, files, worker, workers);
      _exit(0);
    }
  }
  for (int status; wait(&status) > 0;)
    if (status != 0) return 1;
  wall = seconds(CLOCK_MONOTONIC) - wall;
  struct rusage used;
  getrusage(RUSAGE_CHILDREN, &used);
  double cpu = (double)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
               (double)(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6;
  printf("{\"documents\": %zu, \"wall\": %.6f, \"cpu\": %.6f}\n", files, wall, cpu);
  return 0;
}

int main(int count, char **words) {
  if (count == 4) return share(words[1], atoi(words[3]));
  if (count != 3) {
    fprintf(stderr, "usage: yaml-events LIST PASSES [WORKERS]\n");
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
