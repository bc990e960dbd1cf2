/*
 * breakdown.h - lines without a code under a row with one: what an account is to buy.
 *
 * The budget of an activity (RKA, DPA; Permendagri 77/2020, Lampiran) gives each account its code and amount, and below
 * it, without codes, the things to buy: volume, unit, price, amount. Printouts put headings between, each with the sum
 * of its lines ("[#] Rapat koordinasi", "[-] Konsumsi"). Read as lines beside the account, they would count twice.
 */
#ifndef SR_BREAKDOWN_H
#define SR_BREAKDOWN_H

#include "normalize/table.h"

/*
 * Once for a table's rows of a batch, when their cells are decided and the rows with codes have their parents: rows get
 * parent and kind. Lines are under their account where they add up to its amount, headings included, or where only
 * they have volumes or prices. Anything else stays open. Linear in rows.
 */
void sr_breakdown_settle(sr_doc *doc, const sr_table *table, const sr_table_state *st);

#endif
