/*
 * sax_html.c - the yardstick for HTML: runs libxml2's HTML parser over a file by its SAX events, and does nothing with
 * them. saring's speed on pages is told as a ratio to this.
 */
#include <libxml/HTMLparser.h>
#include <stdio.h>

enum { CHUNK_BYTES = 64 * 1024 };

static unsigned long long events;

static void start(void *context, const xmlChar *name, const xmlChar **atts)
{
    (void)context;
    (void)name;
    (void)atts;
    events++;
}

static void end(void *context, const xmlChar *name)
{
    (void)context;
    (void)name;
    events++;
}

static void text(void *context, const xmlChar *bytes, int len)
{
    (void)context;
    (void)bytes;
    (void)len;
    events++;
}

int main(int argc, char **argv)
{
    xmlSAXHandler sax = {.startElement = start, .endElement = end, .characters = text};
    static char chunk[CHUNK_BYTES];
    FILE *file = argc == 2 ? fopen(argv[1], "rb") : NULL;
    size_t n;

    if (!file) {
        fputs("usage: sax_html FILE\n", stderr);
        return 2;
    }
    htmlParserCtxtPtr parser = htmlCreatePushParserCtxt(&sax, NULL, NULL, 0, NULL, XML_CHAR_ENCODING_UTF8);
    if (!parser)
        return 1;
    while ((n = fread(chunk, 1, sizeof chunk, file)) > 0)
        htmlParseChunk(parser, chunk, (int)n, 0);
    htmlParseChunk(parser, chunk, 0, 1);
    htmlFreeParserCtxt(parser);
    fclose(file);
    printf("%llu events\n", events);
    return 0;
}
