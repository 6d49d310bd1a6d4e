/* Records what a process writes, flushes, cuts, renames and removes under one folder, so that a power
   cut at any moment can be replayed. Loaded by LD_PRELOAD; REC_DIR names the folder, REC_LOG the log.

   recorder_fail(n, for_ever, errno) makes the n-th write, flush, cut, rename or opening for writing under
   the folder fail from now on, once or with every one after it; recorder_fail(0, 0, 0) heals it and answers
   how many there were. A write to a file called ACK is an acknowledgement. A connection to anything but
   this machine's own sockets is noted as X and refused. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <unistd.h>

#define MOST 4096
#define NAME 240

struct entry { char op; char pad[7]; int64_t at, size; char path[NAME]; char other[NAME]; };

static char names[MOST][NAME];
static int log_handle = -1;
static const char *folder;
static size_t folder_length;
static long fail_at, done;
static int fail_for_ever, fail_errno;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int (*real_open)(const char *, int, ...);
static ssize_t (*real_write)(int, const void *, size_t);

static void start(void) {
    static int started;
    if (started) return;
    started = 1;
    real_open = dlsym(RTLD_NEXT, "open");
    real_write = dlsym(RTLD_NEXT, "write");
    folder = getenv("REC_DIR");
    folder_length = folder ? strlen(folder) : 0;
    const char *log_name = getenv("REC_LOG");
    if (folder && log_name) log_handle = real_open(log_name, O_WRONLY | O_CREAT | O_APPEND, 0600);
}

long recorder_fail(long at, int for_ever, int number) {
    long seen = done;
    fail_at = at; fail_for_ever = for_ever; fail_errno = number; done = 0;
    return seen;
}

static int ours(const char *path) {
    start();
    return folder && path && !strncmp(path, folder, folder_length) && path[folder_length] == '/';
}

static const char *inside(const char *path) { return path + folder_length + 1; }

static int fails(void) {
    long number = __sync_add_and_fetch(&done, 1);
    if (!fail_at) return 0;
    if (number == fail_at || (fail_for_ever && number > fail_at)) { errno = fail_errno; return 1; }
    return 0;
}

static void note(char op, const char *path, const char *other, int64_t at, const void *bytes, int64_t size) {
    if (log_handle < 0) return;
    struct entry e;
    memset(&e, 0, sizeof e);
    e.op = op; e.at = at; e.size = size;
    strncpy(e.path, path, NAME - 1);
    if (other) strncpy(e.other, other, NAME - 1);
    pthread_mutex_lock(&lock);
    real_write(log_handle, &e, sizeof e);
    if (bytes && size > 0) real_write(log_handle, bytes, size);
    pthread_mutex_unlock(&lock);
}

static void opened(int handle, const char *path, int flags) {
    if (handle < 0 || handle >= MOST) return;
    names[handle][0] = 0;
    if (!ours(path)) return;
    strncpy(names[handle], inside(path), NAME - 1);
    if (flags & O_TRUNC) note('T', names[handle], NULL, 0, NULL, 0);
    else if (flags & O_CREAT) note('C', names[handle], NULL, 0, NULL, 0);
}

static int known(int handle) { return handle >= 0 && handle < MOST && names[handle][0]; }

static int may_not_open(const char *path, int flags) {
    if (!ours(path) || !(flags & (O_CREAT | O_WRONLY | O_RDWR)) || !strcmp(inside(path), "ACK")) return 0;
    return (flags & O_CREAT) && access(path, F_OK) && fails();
}

#define OPEN(name) \
    int name(const char *path, int flags, ...) { \
        int (*real)(const char *, int, ...) = dlsym(RTLD_NEXT, #name); \
        if (may_not_open(path, flags)) return -1; \
        mode_t mode = 0; \
        if (flags & O_CREAT) { va_list a; va_start(a, flags); mode = va_arg(a, int); va_end(a); } \
        int handle = real(path, flags, mode); opened(handle, path, flags); return handle; }
OPEN(open)
OPEN(open64)

#define OPENAT(name) \
    int name(int where, const char *path, int flags, ...) { \
        int (*real)(int, const char *, int, ...) = dlsym(RTLD_NEXT, #name); \
        if (may_not_open(path, flags)) return -1; \
        mode_t mode = 0; \
        if (flags & O_CREAT) { va_list a; va_start(a, flags); mode = va_arg(a, int); va_end(a); } \
        int handle = real(where, path, flags, mode); opened(handle, path, flags); return handle; }
OPENAT(openat)
OPENAT(openat64)

int close(int handle) {
    int (*real)(int) = dlsym(RTLD_NEXT, "close");
    if (handle >= 0 && handle < MOST) names[handle][0] = 0;
    return real(handle);
}

#define PWRITE(name, offset) \
    ssize_t name(int handle, const void *bytes, size_t size, offset at) { \
        ssize_t (*real)(int, const void *, size_t, offset) = dlsym(RTLD_NEXT, #name); \
        if (known(handle) && fails()) return -1; \
        ssize_t written = real(handle, bytes, size, at); \
        if (known(handle) && written > 0) note('W', names[handle], NULL, at, bytes, written); \
        return written; }
PWRITE(pwrite, off_t)
PWRITE(pwrite64, off64_t)

ssize_t write(int handle, const void *bytes, size_t size) {
    start();
    if (!known(handle)) return real_write(handle, bytes, size);
    int ack = !strcmp(names[handle], "ACK");
    if (!ack && fails()) return -1;
    off_t at = lseek(handle, 0, SEEK_CUR);
    ssize_t written = real_write(handle, bytes, size);
    if (written > 0) {
        if (ack) note('A', "ACK", NULL, atol((const char *)bytes), NULL, 0);
        else note('W', names[handle], NULL, at, bytes, written);
    }
    return written;
}

#define FLUSH(name) \
    int name(int handle) { \
        int (*real)(int) = dlsym(RTLD_NEXT, #name); \
        if (known(handle) && fails()) return -1; \
        int answer = real(handle); \
        if (known(handle) && !answer) note('S', names[handle], NULL, 0, NULL, 0); \
        return answer; }
FLUSH(fsync)
FLUSH(fdatasync)

#define CUT(name, offset) \
    int name(int handle, offset size) { \
        int (*real)(int, offset) = dlsym(RTLD_NEXT, #name); \
        if (known(handle) && fails()) return -1; \
        int answer = real(handle, size); \
        if (known(handle) && !answer) note('T', names[handle], NULL, size, NULL, 0); \
        return answer; }
CUT(ftruncate, off_t)
CUT(ftruncate64, off64_t)

int unlink(const char *path) {
    int (*real)(const char *) = dlsym(RTLD_NEXT, "unlink");
    int answer = real(path);
    if (!answer && ours(path)) note('U', inside(path), NULL, 0, NULL, 0);
    return answer;
}

int rename(const char *from, const char *to) {
    int (*real)(const char *, const char *) = dlsym(RTLD_NEXT, "rename");
    if (ours(to) && fails()) return -1;
    int answer = real(from, to);
    if (!answer && ours(from) && ours(to)) note('N', inside(from), inside(to), 0, NULL, 0);
    return answer;
}

int connect(int handle, const struct sockaddr *to, socklen_t length) {
    int (*real)(int, const struct sockaddr *, socklen_t) = dlsym(RTLD_NEXT, "connect");
    if (to->sa_family == AF_UNIX) return real(handle, to, length);
    start();
    note('X', "connection", NULL, to->sa_family, NULL, 0);
    errno = ENETUNREACH;
    return -1;
}
