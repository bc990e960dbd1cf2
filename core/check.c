#include "core/check.h"

#define X(symbol, name) [SR_CHECK_##symbol] = name,
static const char *const kind_names[] = {SR_CHECK_KINDS(X)};
#undef X
#define X(symbol, name) [SR_ORIGIN_##symbol] = name,
static const char *const origin_names[] = {SR_CHECK_ORIGINS(X)};
#undef X
#define X(symbol, name) [SR_OP_##symbol] = name,
static const char *const operator_names[] = {SR_OPERATORS(X)};
#undef X

const char *sr_check_kind_name(sr_check_kind v)
{
    return kind_names[v];
}

const char *sr_check_origin_name(sr_check_origin v)
{
    return origin_names[v];
}

const char *sr_operator_name(sr_operator v)
{
    return operator_names[v];
}

bool sr_check_difference(const sr_check *check, sr_decimal *out)
{
    return check->has_actual && sr_decimal_sub(check->actual, check->expected, out);
}
