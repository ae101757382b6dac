/* Preloaded into a process whose writes of a database are cut short: half is written, and so it says.
 * What asks for the rest then gets an error, once or for ever, or is let go on. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <unistd.h>

static long cut_at = -1, seen = 0;
static int error_after = 0, for_ever = 0;

/* Cut the n:th write from now on; with an error after that, or 0. */
void cut_short(long nth, int error, int ever) {
    cut_at = nth;
    error_after = error;
    for_ever = ever;
    seen = 0;
}

/* How many writes there have been since. */
long writes_seen(void) {
    return seen;
}

typedef ssize_t (*writer)(int, const void *, size_t, off64_t);

static ssize_t written(const char *name, int file, const void *from, size_t length, off64_t at) {
    writer real = (writer)dlsym(RTLD_NEXT, name);
    if (cut_at < 0)
        return real(file, from, length, at);
    seen++;
    if (seen == cut_at)
        return real(file, from, (length + 1) / 2, at);
    if (error_after && (seen == cut_at + 1 || (for_ever && seen > cut_at)) && cut_at > 0) {
        errno = error_after;
        return -1;
    }
    return real(file, from, length, at);
}

ssize_t pwrite(int file, const void *from, size_t length, off_t at) {
    return written("pwrite", file, from, length, at);
}

ssize_t pwrite64(int file, const void *from, size_t length, off64_t at) {
    return written("pwrite64", file, from, length, at);
}
