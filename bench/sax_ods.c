/*
 * sax_ods.c - the yardstick for ODS: inflates content.xml with zlib and runs libxml2's SAX parser over it, and does
 * nothing with the events. saring's speed on spreadsheets is told as a ratio to this.
 */
#include <libxml/parser.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

enum { CHUNK_BYTES = 64 * 1024, NAME = sizeof "content.xml" - 1 };

static unsigned long long events;

static void start(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int n_namespaces,
                  const xmlChar **namespaces, int n, int n_defaulted, const xmlChar **attributes)
{
    (void)context;
    (void)name;
    (void)prefix;
    (void)uri;
    (void)n_namespaces;
    (void)namespaces;
    (void)n;
    (void)n_defaulted;
    (void)attributes;
    events++;
}

static void end(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
    (void)context;
    (void)name;
    (void)prefix;
    (void)uri;
    events++;
}

static void text(void *context, const xmlChar *bytes, int len)
{
    (void)context;
    (void)bytes;
    (void)len;
    events++;
}

static uint32_t little(const unsigned char *p, int n)
{
    uint32_t v = 0;

    while (n-- > 0)
        v = v << 8 | p[n];
    return v;
}

/* Leaves the file at the deflated bytes of content.xml, which is one of its first members. */
static int find_content(FILE *file)
{
    unsigned char header[30];
    char name[256];

    while (fread(header, sizeof header, 1, file) == 1 && memcmp(header, "PK\3\4", 4) == 0) {
        uint32_t n = little(header + 26, 2), extra = little(header + 28, 2);
        if (n >= sizeof name || fread(name, n, 1, file) != 1 || fseek(file, (long)extra, SEEK_CUR) != 0)
            return -1;
        if (n == NAME && memcmp(name, "content.xml", NAME) == 0)
            return 0;
        fseek(file, (long)little(header + 18, 4), SEEK_CUR);
    }
    return -1;
}

int main(int argc, char **argv)
{
    xmlSAXHandler sax = {
        .initialized = XML_SAX2_MAGIC, .startElementNs = start, .endElementNs = end, .characters = text};
    static unsigned char packed[CHUNK_BYTES], chunk[CHUNK_BYTES];
    FILE *file = argc == 2 ? fopen(argv[1], "rb") : NULL;
    z_stream z = {0};
    int rc = Z_OK;

    if (!file || find_content(file) != 0 || inflateInit2(&z, -MAX_WBITS) != Z_OK) {
        fputs("usage: sax_ods FILE\n", stderr);
        return 2;
    }
    xmlParserCtxtPtr parser = xmlCreatePushParserCtxt(&sax, NULL, NULL, 0, NULL);
    if (!parser)
        return 1;
    while (rc == Z_OK) {
        if (z.avail_in == 0) {
            z.next_in = packed;
            z.avail_in = (uInt)fread(packed, 1, sizeof packed, file);
        }
        z.next_out = chunk;
        z.avail_out = sizeof chunk;
        rc = inflate(&z, Z_NO_FLUSH);
        xmlParseChunk(parser, (const char *)chunk, (int)(sizeof chunk - z.avail_out), 0);
    }
    xmlParseChunk(parser, NULL, 0, 1);
    printf("%llu events, %s\n", events, parser->wellFormed && rc == Z_STREAM_END ? "well-formed" : "damaged");
    xmlFreeParserCtxt(parser);
    inflateEnd(&z);
    fclose(file);
    return 0;
}
