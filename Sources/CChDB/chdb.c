// RTLD_DEEPBIND is glibc's own.
#define _GNU_SOURCE

#include "CChDB.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#ifndef RTLD_DEEPBIND
#define RTLD_DEEPBIND 0
#endif

static const int adbc_version_1_1_0 = 1001000;

typedef AdbcStatusCode (*driver_init)(int version, void *driver, struct AdbcError *error);

static char *copy_of(const char *message) { return strdup(message ? message : "unknown reason"); }

bool cchdb_load_python(const char *name) {
    // Global, because chDB looks up CPython's exception and type objects without naming a library.
    return dlopen(name, RTLD_NOW | RTLD_GLOBAL) != NULL;
}

char *cchdb_load(const char *path, struct AdbcDriver *driver) {
    // Lazy: most of the CPython functions that the library names are never called and need not exist.
    // Deep bind: the library brings its own operator new and delete, and must not be given those of the libstdc++ that
    // Swift's runtime has loaded, or memory of one is freed by the other.
    void *library = dlopen(path, RTLD_LAZY | RTLD_LOCAL | RTLD_DEEPBIND);
    if (!library) return copy_of(dlerror());

    driver_init init = (driver_init)dlsym(library, "chdb_adbc_init");
    if (!init) return copy_of("it has no chdb_adbc_init");

    struct AdbcError error = {0};
    memset(driver, 0, sizeof *driver);
    if (init(adbc_version_1_1_0, driver, &error) == 0) return NULL;

    char *message = copy_of(error.message);
    if (error.release) error.release(&error);
    return message;
}

#ifdef __GLIBC__
static void leave_without_destructors(int status, void *unused) {
    (void)unused;
    fflush(NULL);
    _exit(status);
}
#endif

void cchdb_skip_destructors_at_exit(void) {
#ifdef __GLIBC__
    // Handlers run in reverse order, so this one comes before all that the library has registered by now.
    on_exit(leave_without_destructors, NULL);
#endif
}
