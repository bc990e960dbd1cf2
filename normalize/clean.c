#include "normalize/clean.h"

sr_slice sr_clean_text(sr_arena *arena, sr_slice raw, unsigned *flags)
{
    (void)arena;
    if (flags)
        *flags = 0;
    return sr_trim(raw);
}

sr_slice sr_clean_line(sr_arena *arena, sr_slice raw, unsigned *flags)
{
    return sr_clean_text(arena, raw, flags);
}
