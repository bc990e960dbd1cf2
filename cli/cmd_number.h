/*
 * cmd_number.h - `saring number`: how one text is read as a number, step by step.
 */
#ifndef SR_CMD_NUMBER_H
#define SR_CMD_NUMBER_H

#include <stdbool.h>
#include <stdio.h>

/*
 * Writes to out how each of the texts is read; with n == 0 how each line of standard input is. json: one JSON object a
 * line.
 * Returns 0, or 1 when out cannot be written.
 */
int sr_cmd_number_run(bool json, int n, char **texts, FILE *out);

#endif
