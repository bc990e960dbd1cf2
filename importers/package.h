/*
 * package.h - the content of a spreadsheet file as a stream of XML bytes: an OpenDocument package, which is a zip
 * archive, or a flat file, which is that XML itself.
 *
 * Of a package only the members "mimetype", "META-INF/manifest.xml" and "content.xml" are ever opened, by these names
 * exactly; nothing is written to disk, so other names (absolute ones, ones with "..") can do no harm. What is another
 * kind of document, encrypted or damaged is refused with a word that says so (D004, D012, D021, D022), and what
 * expands out of all proportion (D013).
 */
#ifndef SR_PACKAGE_H
#define SR_PACKAGE_H

#include "importers/source.h"

/* A sheet full of numbers is ten times as long as its zip, one of repetitions fifty; deflate can reach 1,032. */
enum { SR_PACKAGE_RATIO_MAX = 200, SR_PACKAGE_RATIO_FROM = 64 * 1024 * 1024 /* bytes: as much is done in a second */ };
/* Bytes of XML. A million rows by a hundred columns is about as much. */
#define SR_PACKAGE_EXPANDED_MAX ((uint64_t)16 * 1024 * 1024 * 1024)
/* Pictures, charts, thumbnails: a few dozen. libzip keeps a record of each. */
enum { SR_PACKAGE_MEMBERS_MAX = 65535 };
/* A line for each member. */
enum { SR_PACKAGE_MANIFEST_MAX = 16 * 1024 * 1024 };

typedef struct sr_package sr_package;

/* name is for messages, borrowed. The source must outlive the package. NULL with *err. */
sr_package *sr_package_open(sr_source *source, const char *name, sr_error *err);
/* Up to len bytes of XML; 0 at the end; -1 with *err. */
ssize_t sr_package_read(sr_package *package, void *buffer, size_t len, sr_error *err);
/* How much of the source was read to get there, about: for progress. */
uint64_t sr_package_at(const sr_package *package);
void sr_package_close(sr_package *package);

#endif
