// What Hoglet needs of chDB: the ADBC 1.1 driver table, the Arrow C data and stream structs it hands results over in,
// and a loader. Layouts and names are those of the published ABIs; slots that are never called are left untyped.

#ifndef CCHDB_H
#define CCHDB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// MARK: - Arrow C data interface

struct ArrowSchema {
    const char *format;
    const char *name;
    const char *metadata;
    int64_t flags;
    int64_t n_children;
    struct ArrowSchema **children;
    struct ArrowSchema *dictionary;
    void (*release)(struct ArrowSchema *);
    void *private_data;
};

struct ArrowArray {
    int64_t length;
    int64_t null_count;
    int64_t offset;
    int64_t n_buffers;
    int64_t n_children;
    const void **buffers;
    struct ArrowArray **children;
    struct ArrowArray *dictionary;
    void (*release)(struct ArrowArray *);
    void *private_data;
};

struct ArrowArrayStream {
    int (*get_schema)(struct ArrowArrayStream *, struct ArrowSchema *out);
    int (*get_next)(struct ArrowArrayStream *, struct ArrowArray *out);
    const char *(*get_last_error)(struct ArrowArrayStream *);
    void (*release)(struct ArrowArrayStream *);
    void *private_data;
};

// MARK: - ADBC 1.1

typedef uint8_t AdbcStatusCode;

struct AdbcError {
    char *message;
    int32_t vendor_code;
    char sqlstate[5];
    void (*release)(struct AdbcError *);
    void *private_data;
    struct AdbcDriver *private_driver;
};

struct AdbcDatabase {
    void *private_data;
    struct AdbcDriver *private_driver;
};

struct AdbcConnection {
    void *private_data;
    struct AdbcDriver *private_driver;
};

struct AdbcStatement {
    void *private_data;
    struct AdbcDriver *private_driver;
};

typedef void (*AdbcUnusedFunction)(void);

// The order of the members is the ABI.
struct AdbcDriver {
    void *private_data;
    void *private_manager;
    AdbcStatusCode (*release)(struct AdbcDriver *, struct AdbcError *);

    AdbcStatusCode (*DatabaseInit)(struct AdbcDatabase *, struct AdbcError *);
    AdbcStatusCode (*DatabaseNew)(struct AdbcDatabase *, struct AdbcError *);
    AdbcStatusCode (*DatabaseSetOption)(struct AdbcDatabase *, const char *key, const char *value, struct AdbcError *);
    AdbcStatusCode (*DatabaseRelease)(struct AdbcDatabase *, struct AdbcError *);

    AdbcUnusedFunction ConnectionCommit;
    AdbcUnusedFunction ConnectionGetInfo;
    AdbcUnusedFunction ConnectionGetObjects;
    AdbcUnusedFunction ConnectionGetTableSchema;
    AdbcUnusedFunction ConnectionGetTableTypes;
    AdbcStatusCode (*ConnectionInit)(struct AdbcConnection *, struct AdbcDatabase *, struct AdbcError *);
    AdbcStatusCode (*ConnectionNew)(struct AdbcConnection *, struct AdbcError *);
    AdbcUnusedFunction ConnectionSetOption;
    AdbcUnusedFunction ConnectionReadPartition;
    AdbcStatusCode (*ConnectionRelease)(struct AdbcConnection *, struct AdbcError *);
    AdbcUnusedFunction ConnectionRollback;

    AdbcUnusedFunction StatementBind;
    AdbcUnusedFunction StatementBindStream;
    AdbcStatusCode (*StatementExecuteQuery)(
        struct AdbcStatement *, struct ArrowArrayStream *out, int64_t *rows_affected, struct AdbcError *);
    AdbcUnusedFunction StatementExecutePartitions;
    AdbcUnusedFunction StatementGetParameterSchema;
    AdbcStatusCode (*StatementNew)(struct AdbcConnection *, struct AdbcStatement *, struct AdbcError *);
    AdbcUnusedFunction StatementPrepare;
    AdbcStatusCode (*StatementRelease)(struct AdbcStatement *, struct AdbcError *);
    AdbcUnusedFunction StatementSetOption;
    AdbcStatusCode (*StatementSetSqlQuery)(struct AdbcStatement *, const char *query, struct AdbcError *);
    AdbcUnusedFunction StatementSetSubstraitPlan;

    // Since 1.1
    AdbcUnusedFunction ErrorGetDetailCount;
    AdbcUnusedFunction ErrorGetDetail;
    AdbcUnusedFunction ErrorFromArrayStream;
    AdbcUnusedFunction DatabaseGetOption;
    AdbcUnusedFunction DatabaseGetOptionBytes;
    AdbcUnusedFunction DatabaseGetOptionDouble;
    AdbcUnusedFunction DatabaseGetOptionInt;
    AdbcUnusedFunction DatabaseSetOptionBytes;
    AdbcUnusedFunction DatabaseSetOptionDouble;
    AdbcUnusedFunction DatabaseSetOptionInt;
    AdbcUnusedFunction ConnectionCancel;
    AdbcUnusedFunction ConnectionGetOption;
    AdbcUnusedFunction ConnectionGetOptionBytes;
    AdbcUnusedFunction ConnectionGetOptionDouble;
    AdbcUnusedFunction ConnectionGetOptionInt;
    AdbcUnusedFunction ConnectionGetStatistics;
    AdbcUnusedFunction ConnectionGetStatisticNames;
    AdbcUnusedFunction ConnectionSetOptionBytes;
    AdbcUnusedFunction ConnectionSetOptionDouble;
    AdbcUnusedFunction ConnectionSetOptionInt;
    AdbcUnusedFunction StatementCancel;
    AdbcUnusedFunction StatementExecuteSchema;
    AdbcUnusedFunction StatementGetOption;
    AdbcUnusedFunction StatementGetOptionBytes;
    AdbcUnusedFunction StatementGetOptionDouble;
    AdbcUnusedFunction StatementGetOptionInt;
    AdbcUnusedFunction StatementSetOptionBytes;
    AdbcUnusedFunction StatementSetOptionDouble;
    AdbcUnusedFunction StatementSetOptionInt;
};

// MARK: - Loading

// Loads a shared library of CPython for everybody's use; false when there is none of that name.
bool cchdb_load_python(const char *name);

// Loads chDB and fills in its driver table. NULL on success, else a message that is the caller's to free.
char *cchdb_load(const char *path, struct AdbcDriver *driver);

// To be called once the engine has started. From then on the end of the process leaves the engine alone, as a signal
// would: its own handlers destroy what its background threads still use, and crash if a merge happens to run.
void cchdb_skip_destructors_at_exit(void);

#endif
