#include "core/error.h"

#include <stdarg.h>
#include <stdio.h>

static int fill(sr_error *err, sr_error_kind kind, int finding, const char *format, va_list ap)
{
    err->kind = kind;
    err->finding = finding;
    vsnprintf(err->message, sizeof err->message, format, ap);
    return -1;
}

int sr_fail(sr_error *err, sr_error_kind kind, const char *format, ...)
{
    va_list ap;

    va_start(ap, format);
    int rc = fill(err, kind, 0, format, ap);
    va_end(ap);
    return rc;
}

int sr_refuse(sr_error *err, int finding, const char *format, ...)
{
    va_list ap;

    va_start(ap, format);
    int rc = fill(err, SR_ERR_INPUT, finding, format, ap);
    va_end(ap);
    return rc;
}
