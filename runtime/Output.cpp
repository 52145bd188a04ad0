// Standard output with a buffer of our own (stdio's locks and format parsing are not wanted, and np_flush must be able
// to tell when the program ends), input, clocks, the command line.
#include "abi/output.h"
#include "abi/call.h"
#include <cerrno>
#include <csignal>
#include <cstring>
#include <ctime>
#include <string>
#include <unistd.h>

namespace {

void writeAll(int file, const char *data, np_i64 size) {
  while (size > 0) {
    ssize_t written = ::write(file, data, size);
    if (written < 0 && errno == EINTR)
      continue;
    if (written <= 0) {
      // As Python ends where nobody catches it: the reader has gone, or the disk is full.
      if (file == 1) {
        int error = errno;
        std::string text = std::string(error == EPIPE ? "BrokenPipeError" : "OSError") + ": [Errno " + std::to_string(error) + "] " + std::strerror(error) + "\n";
        writeAll(2, text.data(), text.size());
        ::_exit(1);
      }
      return;
    }
    data += written;
    size -= written;
  }
}

void (*sink)(int file, const char *text, np_i64 size); // of np_set_output

struct Output {
  std::string text;
  bool lines = ::isatty(1);

  // A process that ends through exit() still shows what was printed.
  ~Output() { flush(); }
  void flush() {
    if (text.empty())
      return;
    if (sink)
      sink(1, text.data(), text.size());
    else
      writeAll(1, text.data(), text.size());
    text.clear();
  }
  void write(const char *data, np_i64 size) {
    constexpr size_t block = 1 << 16;
    text.append(data, size);
    if (text.size() >= block || (lines && text.find('\n', text.size() - size) != std::string::npos))
      flush();
  }
};
// Of each thread: with a sink, calls of several threads keep their texts together.
Output &output() {
  static thread_local Output instance;
  return instance;
}

int argumentCount;
char **argumentValues;

// Ctrl-C: what was printed is shown, then the process ends by the signal, as Python's does.
void interrupted(int signal) {
  output().flush();
  static const char text[] = "Traceback (most recent call last):\nKeyboardInterrupt\n";
  writeAll(2, text, sizeof text - 1);
  std::signal(signal, SIG_DFL);
  std::raise(signal);
}

double seconds(clockid_t clock) {
  timespec t;
  ::clock_gettime(clock, &t);
  return t.tv_sec + t.tv_nsec * 1e-9;
}

} // namespace

extern "C" void np_write(int file, const char *data, np_i64 size) {
  if (file == 1)
    output().write(data, size);
  else if (sink)
    sink(file, data, size);
  else
    writeAll(file, data, size);
}

extern "C" void np_set_output(void (*write)(int file, const char *text, np_i64 size)) { sink = write; }

extern "C" void np_flush(int file) {
  if (file == 1)
    output().flush();
}

extern "C" int np_input(const char *prompt, np_i64 size, np_text *line) {
  output().write(prompt, size);
  output().flush();
  char c;
  bool any = false;
  ssize_t got;
  while ((got = ::read(0, &c, 1)) == 1) {
    any = true;
    if (c == '\n')
      break;
    np_text_append(line, &c, 1);
  }
  return any ? NP_OK : np_fail(NP_EOF_ERROR, "EOF when reading a line");
}

extern "C" double np_time(void) { return seconds(CLOCK_REALTIME); }
extern "C" double np_perf_counter(void) { return seconds(CLOCK_MONOTONIC); }
extern "C" double np_process_time(void) { return seconds(CLOCK_PROCESS_CPUTIME_ID); }

extern "C" void np_sleep(double duration) {
  timespec rest;
  rest.tv_sec = static_cast<time_t>(duration);
  rest.tv_nsec = static_cast<long>((duration - rest.tv_sec) * 1e9);
  while (::nanosleep(&rest, &rest) && errno == EINTR) {
  }
}

extern "C" void np_set_arguments(int count, char **arguments) {
  if (std::signal(SIGINT, interrupted) == SIG_IGN) // of a background job
    std::signal(SIGINT, SIG_IGN);
  argumentCount = count;
  argumentValues = arguments;
}
extern "C" int np_argument_count(void) { return argumentCount; }
extern "C" const char *np_argument(int index) { return argumentValues[index]; }
