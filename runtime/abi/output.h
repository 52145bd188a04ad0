// The C ABI of the world outside: standard output and error, input, clocks, the command line.
#pragma once
#include "base.h"

extern "C" {
// Texts in UTF-8. `file` is 1 or 2. Standard output is buffered as Python's: by lines on a terminal, else by blocks;
// standard error is not, and what stands in the buffer of standard output stays there.
void np_write(int file, const char *data, np_i64 size);
void np_flush(int file);
// One line of standard input without its end; flushes standard output and shows the prompt first. NP_EOF_ERROR.
int np_input(const char *prompt, np_i64 size, struct np_text *line);

double np_time(void);         // seconds since 1970
double np_perf_counter(void); // a monotonic clock, seconds
double np_process_time(void); // processor time of the process, seconds
void np_sleep(double seconds);

// What sys.argv is: the script's name and its arguments. The process is the script's from here on: Ctrl-C ends it as
// Python's KeyboardInterrupt does.
void np_set_arguments(int count, char **arguments);
int np_argument_count(void);
const char *np_argument(int index);
}
