#include "normalize/audit_parts.h"

void sr_audit_cross(sr_audit *a, size_t first)
{
    (void)a;
    (void)first;
}
