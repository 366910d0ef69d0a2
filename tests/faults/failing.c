/* A disk that fails: while the file FAILING_WHILE is there, some of the reads, writes and syncs of files below
 * FAILING_ROOT end with EIO. FAILING_WHAT names them by letters: r, w, s. FAILING_PERCENT of them fail, by chance.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int fails(char what, int file)
{
    static __thread unsigned chance;
    const char *root = getenv("FAILING_ROOT"), *flag = getenv("FAILING_WHILE");
    const char *which = getenv("FAILING_WHAT"), *percent = getenv("FAILING_PERCENT");
    char link[64], path[PATH_MAX];
    ssize_t length;

    if (!root || !flag || !which || !percent || !strchr(which, what) || access(flag, F_OK))
        return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    length = readlink(link, path, sizeof path - 1);
    if (length <= 0)
        return 0;
    path[length] = 0;
    if (strncmp(path, root, strlen(root)))
        return 0;
    if (!chance)
        chance = (unsigned)getpid();
    if ((int)(rand_r(&chance) % 100) >= atoi(percent))
        return 0;
    errno = EIO;
    return 1;
}

#define INSTEAD(result, name, what, parameters, arguments)                                                     \
    result name parameters                                                                                     \
    {                                                                                                          \
        static result(*real) parameters;                                                                       \
        if (!real)                                                                                             \
            real = (result(*) parameters)dlsym(RTLD_NEXT, #name);                                              \
        return fails(what, file) ? -1 : real arguments;                                                        \
    }

INSTEAD(ssize_t, read, 'r', (int file, void *data, size_t n), (file, data, n))
INSTEAD(ssize_t, pread, 'r', (int file, void *data, size_t n, off_t place), (file, data, n, place))
INSTEAD(ssize_t, pread64, 'r', (int file, void *data, size_t n, off64_t place), (file, data, n, place))
INSTEAD(ssize_t, write, 'w', (int file, const void *data, size_t n), (file, data, n))
INSTEAD(ssize_t, pwrite, 'w', (int file, const void *data, size_t n, off_t place), (file, data, n, place))
INSTEAD(ssize_t, pwrite64, 'w', (int file, const void *data, size_t n, off64_t place), (file, data, n, place))
INSTEAD(int, fsync, 's', (int file), (file))
INSTEAD(int, fdatasync, 's', (int file), (file))
