/* Preloaded into a process: tells what it does to the files below POWERCUT_ROOT, in order, in the file POWERCUT_LOG.

   A record: one letter, the lengths of path and data and the offset as 8 bytes each, the path, the data.
   W write, T truncate, U unlink, R rename (the data is the new path), L another name (likewise), C create; B a sync begins and S it is done, with
   one number for both: what is written in between is not promised. D a folder's sync is done. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int log_file = -1;
static const char *root;

#define REAL(name, type, ...) \
    static type (*real)(__VA_ARGS__); \
    if (!real) real = (type (*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)

static ssize_t real_write(int fd, const void *data, size_t size) {
    REAL("write", ssize_t, int, const void *, size_t);
    return real(fd, data, size);
}

static int real_open(const char *path, int flags, mode_t mode) {
    REAL("open", int, const char *, int, ...);
    return real(path, flags, mode);
}

static int is_ours(const char *path) {
    if (!root) {
        root = getenv("POWERCUT_ROOT");
        if (!root) root = "";
    }
    return *root && strncmp(path, root, strlen(root)) == 0 && !strstr(path, "-shm");
}

static int path_of(int fd, char *path) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t n = readlink(link, path, 4095);
    if (n <= 0) return 0;
    path[n] = 0;
    return is_ours(path);
}

static void put(const void *data, size_t size) {
    const char *place = data;
    while (size) {
        ssize_t n = real_write(log_file, place, size);
        if (n <= 0) _exit(99);
        place += n;
        size -= n;
    }
}

static void tell(char what, const char *path, const void *data, uint64_t size, uint64_t offset) {
    if (log_file < 0) {
        const char *name = getenv("POWERCUT_LOG");
        if (!name) return;
        log_file = real_open(name, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
        if (log_file < 0) _exit(98);
    }
    uint64_t head[3] = {strlen(path), size, offset};
    put(&what, 1);
    put(head, sizeof head);
    put(path, head[0]);
    put(data, size);
}

#define TOLD(condition, call, ...) \
    pthread_mutex_lock(&lock); \
    call; \
    if (condition) tell(__VA_ARGS__); \
    pthread_mutex_unlock(&lock)

ssize_t write(int fd, const void *data, size_t size) {
    char path[4096];
    if (fd == log_file || !path_of(fd, path)) return real_write(fd, data, size);
    ssize_t n;
    pthread_mutex_lock(&lock);
    int flags = fcntl(fd, F_GETFL);
    off_t offset = flags & O_APPEND ? lseek(fd, 0, SEEK_END) : lseek(fd, 0, SEEK_CUR);
    n = real_write(fd, data, size);
    if (n > 0) tell('W', path, data, n, offset);
    pthread_mutex_unlock(&lock);
    return n;
}

static ssize_t pwrite_at(int fd, const void *data, size_t size, off_t offset) {
    REAL("pwrite64", ssize_t, int, const void *, size_t, off_t);
    char path[4096];
    if (!path_of(fd, path)) return real(fd, data, size, offset);
    ssize_t n;
    TOLD(n > 0, n = real(fd, data, size, offset), 'W', path, data, n, offset);
    return n;
}

ssize_t pwrite(int fd, const void *data, size_t size, off_t offset) { return pwrite_at(fd, data, size, offset); }
ssize_t pwrite64(int fd, const void *data, size_t size, off_t offset) { return pwrite_at(fd, data, size, offset); }

static int truncated(int fd, off_t size) {
    REAL("ftruncate64", int, int, off_t);
    char path[4096];
    if (!path_of(fd, path)) return real(fd, size);
    int n;
    TOLD(!n, n = real(fd, size), 'T', path, "", 0, size);
    return n;
}

int ftruncate(int fd, off_t size) { return truncated(fd, size); }
int ftruncate64(int fd, off_t size) { return truncated(fd, size); }

static int synced(int fd, int (*real)(int)) {
    char path[4096];
    struct stat status;
    if (!path_of(fd, path)) return real(fd);
    static uint64_t last;
    uint64_t number;
    char what = !fstat(fd, &status) && S_ISDIR(status.st_mode) ? 'D' : 'S';
    TOLD(1, number = ++last, 'B', path, "", 0, number);
    int n = real(fd);
    TOLD(!n, (void)0, what, path, "", 0, number);
    return n;
}

int fsync(int fd) {
    REAL("fsync", int, int);
    return synced(fd, real);
}

int fdatasync(int fd) {
    REAL("fdatasync", int, int);
    return synced(fd, real);
}

int unlink(const char *path) {
    REAL("unlink", int, const char *);
    if (!is_ours(path)) return real(path);
    int n;
    TOLD(!n, n = real(path), 'U', path, "", 0, 0);
    return n;
}

int rename(const char *from, const char *to) {
    REAL("rename", int, const char *, const char *);
    if (!is_ours(from)) return real(from, to);
    int n;
    TOLD(!n, n = real(from, to), 'R', from, to, strlen(to), 0);
    return n;
}

/* How a whole folder goes: by names in it. */
int unlinkat(int folder, const char *name, int flags) {
    REAL("unlinkat", int, int, const char *, int);
    char path[4096];
    if (folder == AT_FDCWD) snprintf(path, sizeof path, "%s", name);
    else if (path_of(folder, path)) {
        size_t n = strlen(path);
        snprintf(path + n, sizeof path - n, "/%s", name);
    }
    if (flags & AT_REMOVEDIR || !is_ours(path)) return real(folder, name, flags);
    int n;
    TOLD(!n, n = real(folder, name, flags), 'U', path, "", 0, 0);
    return n;
}

int link(const char *from, const char *to) {
    REAL("link", int, const char *, const char *);
    if (!is_ours(from) || !is_ours(to)) return real(from, to);
    int n;
    TOLD(!n, n = real(from, to), 'L', from, to, strlen(to), 0);
    return n;
}

static int opened(const char *path, int flags, mode_t mode) {
    if (!(flags & O_CREAT) || !is_ours(path)) return real_open(path, flags, mode);
    int n;
    pthread_mutex_lock(&lock);
    struct stat status;
    int is_new = stat(path, &status) != 0;
    n = real_open(path, flags, mode);
    if (n >= 0 && is_new) tell('C', path, "", 0, 0);
    if (n >= 0 && !is_new && flags & O_TRUNC) tell('T', path, "", 0, 0);
    pthread_mutex_unlock(&lock);
    return n;
}

int open(const char *path, int flags, ...) {
    mode_t mode = 0;
    if (flags & O_CREAT) {
        va_list rest;
        va_start(rest, flags);
        mode = va_arg(rest, mode_t);
        va_end(rest);
    }
    return opened(path, flags, mode);
}

int open64(const char *path, int flags, ...) {
    mode_t mode = 0;
    if (flags & O_CREAT) {
        va_list rest;
        va_start(rest, flags);
        mode = va_arg(rest, mode_t);
        va_end(rest);
    }
    return opened(path, flags, mode);
}
