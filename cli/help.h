/*
 * help.h - usage and versions, made from the tables of commands and options.
 */
#ifndef SR_HELP_H
#define SR_HELP_H

#include "cli/commands.h"

#include <stdio.h>

/* command NULL: of the program. */
void sr_help_print(const sr_command *command, FILE *out);
void sr_version_print(FILE *out);

#endif
