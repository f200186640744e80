/**
 * The account of who did what: every change over the API but to what somebody keeps for himself,
 * every sign-in, and who was refused.
 *
 * <p>A resource method that changes something is marked {@link io.catchment.audit.Audited}, and one
 * filter writes what came of it, whatever that is; a test holds that none is forgotten. What only
 * the method knows it puts down in {@link io.catchment.audit.AuditNote}. An entry that cannot be
 * written, because the database is away, is in the log instead, and the answer stands: the trail is
 * an account of what was done, not a condition for it. Entries hold no secret, but for what
 * somebody sends as a name by mistake, which only operators are shown. They are removed after a
 * time that an operator sets, and by nothing else.
 */
package io.catchment.audit;
