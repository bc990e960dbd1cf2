/*
 * xml.h - XML as a stream of events, from libxml2's push parser, with nothing that XML could reach out with.
 *
 * Bytes go in as they come, events come out through the caller's SAX2 functions; nothing of the document is kept. A
 * DOCTYPE is passed over and never loaded; a document that declares entities is refused (D013) before any is used, so
 * that none can grow or name a file; elements that nest too deep, attributes that are too long, and whatever is not
 * well-formed are refused too (D013, D021). No file is opened and no network used.
 */
#ifndef SR_XML_H
#define SR_XML_H

#include "core/error.h"
#include "core/slice.h"

#include <libxml/parser.h>

/* A cell of a spreadsheet is at about ten; libxml2 would give up at 256. */
enum { SR_XML_DEPTH_MAX = 128 };
/* A formula has 8,192 characters at most (OpenFormula leaves it open; Calc and Excel do not). libxml2: 10 MB. */
enum { SR_XML_ATTRIBUTE_MAX = 1024 * 1024 };

/* The first member of the struct that the SAX functions get as their context. */
typedef struct sr_xml {
    xmlParserCtxtPtr parser;
    const char *name; /* of the document, for messages; borrowed */
    int depth;
    int rc;
    sr_error err; /* if rc is not 0 */
} sr_xml;

/*
 * Sets up xml and its parser. sax has startElementNs, endElementNs and characters set, perhaps cdataBlock; the rest is
 * filled here. startElementNs begins with sr_xml_begin, endElementNs with sr_xml_end. sax is borrowed.
 */
void sr_xml_open(sr_xml *xml, xmlSAXHandler *sax, const char *name);
void sr_xml_close(sr_xml *xml);
/* Feeds bytes; len 0 is the end. 0, or -1 with *err. Events stop for good at the first error. */
int sr_xml_feed(sr_xml *xml, const char *bytes, size_t len, sr_error *err);
/* Ends the parsing from within an event: sr_xml_feed returns -1 with xml->err, which the caller has filled. */
void sr_xml_stop(sr_xml *xml);

/* False once the parsing is ended. attributes are SAX2's: five pointers each. */
bool sr_xml_begin(sr_xml *xml, int n_attributes, const xmlChar **attributes);
bool sr_xml_end(sr_xml *xml);

/* A name as libxml2 passes it: names and namespaces of events may be compared by pointer with what this gives. */
const xmlChar *sr_xml_intern(const sr_xml *xml, const char *name);
/* SAX2's attribute i: local name at [0], namespace at [2], value at [3] to [4]. */
static inline sr_slice sr_xml_value(const xmlChar **attribute)
{
    return (sr_slice){(const char *)attribute[3], (size_t)(attribute[4] - attribute[3])};
}

#endif
