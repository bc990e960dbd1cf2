/*
 * rekening.h - codes of budget lines (nomor rekening): whose money, for which activity, of what account.
 *
 * Budgets of regions until 2020 (Permendagri 13/2006, Lampiran A) number their lines urusan . organisasi . program .
 * kegiatan . akun: 1.19.1.19.03.01.26.5.2.2.01. The urusan and the organization are two groups and three (some regions
 * four); zeros stand for "no program". Regions print it with blanks around its dots, with a dot behind it, with an
 * account written in one piece (5.2.1 as 521), or without its dots (115 11501 0101 522). Summaries number their lines
 * with the account alone (4.1.1.01).
 *
 * Such a table is a tree in the order of its rows. Levels and names of programs and kegiatan are told while rows are
 * read; parents are settled for all rows of a batch at its end, accounts under their activity included. A place that
 * the codes leave open stays open: no parent.
 */
#ifndef SR_REKENING_H
#define SR_REKENING_H

#include "normalize/code.h"
#include "normalize/table.h"

enum { SR_REKENING_GROUPS = 20 };

typedef struct sr_rekening {
    uint16_t group[SR_REKENING_GROUPS]; /* as numbers: 01, 1 and 001 are one */
    uint8_t n;
    uint8_t organisation; /* groups of urusan and organization; less than 3: urusan or bidang alone */
    uint8_t activity;     /* groups up to the last of program and kegiatan that is no zero */
    uint8_t account;      /* where the account begins; n if there is none */
    bool zeros;           /* program or kegiatan are written as zeros */
    sr_level level;       /* URUSAN, BIDANG, PROGRAM, KEGIATAN; NONE for organizations and accounts */
    sr_code code;         /* as it should be written */
} sr_rekening;

/*
 * Whether the codes of a table are of this kind, from the rows of its first batch: sets st->rekening, st->organisation
 * and st->one_organisation. To be called when the columns have their roles.
 */
bool sr_rekening_begin(const sr_table *table, sr_table_state *st);
/* organisation: groups of an organization, 3 or 4. False if the text is no such code. */
bool sr_rekening_read(sr_slice text, uint8_t organisation, sr_rekening *out);
/*
 * The same for a row of a table of such codes, whose name may say more: an account that has no number ("Belanja
 * Langsung"), an activity whose number ends with one.
 */
bool sr_rekening_row(const sr_table_state *st, sr_slice text, sr_slice name, sr_rekening *out);
/* A row of this code is read: the names of another program or kegiatan are no longer those that it speaks of. */
void sr_rekening_follow(const sr_rekening *code, sr_table_state *st);
/*
 * Once for a table's rows of a batch: parents by code, and subtotals. Linear in rows; what is remembered between
 * batches is bounded.
 */
void sr_rekening_settle(sr_doc *doc, const sr_table *table, sr_table_state *st);

#endif
