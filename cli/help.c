#include "cli/help.h"

#include <gnu/libc-version.h>
#include <jansson.h>
#include <libpq-fe.h>
#include <libxml/parser.h>
#include <openssl/crypto.h>
#include <uchardet/uchardet.h>
#include <utf8proc.h>
#include <zip.h>

enum { INDENT = 26 }; /* where the texts of options begin */

static void print_option(const sr_option *option, FILE *out)
{
    char left[80];
    int len = snprintf(left, sizeof left, "  %c%c%c --%s%s%s", option->letter ? '-' : ' ',
                       option->letter ? option->letter : ' ', option->letter ? ',' : ' ', option->name,
                       option->argument ? " " : "", option->argument ? option->argument : "");

    fprintf(out, "%-*s", INDENT, left);
    if (len >= INDENT)
        fprintf(out, "\n%*s", INDENT, "");
    for (const char *c = option->help; *c; c++) {
        fputc(*c, out);
        if (*c == '\n')
            fprintf(out, "%*s", INDENT, "");
    }
    if (option->choices)
        fprintf(out, "\n%*s%s: %s", INDENT, "", option->argument, option->choices);
    fputc('\n', out);
}

static void print_options(unsigned commands, bool common, FILE *out)
{
    size_t n;
    const sr_option *options = sr_options(&n);

    for (size_t i = 0; i < n; i++)
        if ((options[i].commands & commands) && (options[i].commands == SR_CMD_ALL) == common)
            print_option(&options[i], out);
}

static void print_program(FILE *out)
{
    fputs("saring reads the planning and budget documents of Indonesian regional agencies as they are, and makes\n"
          "clean tables of them.\n\nUsage:\n",
          out);
    for (const sr_command *c = sr_commands; c->name; c++)
        fprintf(out, "  saring %-7s [options] %-15s %s\n", c->name, c->arguments, c->summary);
    fputs("\nOptions of every command:\n", out);
    print_options(SR_CMD_ALL, true, out);
    fputs("\nOptions may also stand in saring.conf ($XDG_CONFIG_HOME/saring/saring.conf, then\n"
          "/etc/saring/saring.conf) as `long-name = value`; the command line wins.\n\n"
          "Exit status: 0 done; 1 done, but some documents were refused, or the output could not be written;\n"
          "2 usage; 3 database; 4 --fail-on reached; 130 interrupted.\n\n"
          "Examples:\n"
          "  saring inspect renja.txt\n"
          "  saring clean --to csv -o measures.csv plans/\n"
          "  saring db migrate && saring import plans/\n"
          "  saring number '1.860,172,662'\n\n"
          "`saring COMMAND --help` tells more.\n",
          out);
}

void sr_help_print(const sr_command *command, FILE *out)
{
    if (!command) {
        print_program(out);
        return;
    }
    fprintf(out, "saring %s: %s\n\nUsage: saring %s [options] %s\n\n%s\nOptions:\n", command->name, command->summary,
            command->name, command->arguments, command->description);
    print_options(command->bit, false, out);
    fputs("\nOptions of every command:\n", out);
    print_options(command->bit, true, out);
    fprintf(out, "\nExamples:\n%s", command->examples);
}

static void print_line(FILE *out, const char *name, const char *version)
{
    fprintf(out, "  %-10s %s\n", name, version);
}

void sr_version_print(FILE *out)
{
    char text[64];
    int pq = PQlibVersion();

    fprintf(out, "saring %s\n", SR_VERSION);
    print_line(out, "libxml2", LIBXML_DOTTED_VERSION);
    snprintf(text, sizeof text, "%d.%d", pq / 10000, pq % 10000);
    print_line(out, "libpq", text);
    print_line(out, "libzip", zip_libzip_version());
    /* uchardet does not tell its version at run time: this is the one that was built with. */
    print_line(out, "uchardet", SR_UCHARDET_VERSION);
    print_line(out, "utf8proc", utf8proc_version());
    print_line(out, "jansson", jansson_version_str());
    print_line(out, "OpenSSL", OpenSSL_version(OPENSSL_VERSION_STRING));
    snprintf(text, sizeof text, "glibc %s", gnu_get_libc_version());
    print_line(out, "iconv", text);
}
