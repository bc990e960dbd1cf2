/* `saring inspect`: what was understood of one file. */
#include "cli/commands.h"
#include "cli/log.h"

int sr_cmd_inspect(const sr_settings *settings)
{
    sr_log(SR_LOG_ERROR, (sr_slice){0}, "cannot inspect %s yet", settings->args[0]);
    return SR_EXIT_REFUSED;
}
