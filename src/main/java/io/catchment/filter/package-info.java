/**
 * The languages in which events are asked for: the System Log's {@code filter}, which is a {@link
 * io.catchment.filter.Filter}, and its {@code q}, which is {@link io.catchment.filter.Keywords}.
 *
 * <p>Text goes in; a tree, or one exception that says where the text is wrong, comes out. The tree
 * says itself whether an event matches, and every stage may walk it to say the same in another
 * language, such as SQL. Nothing here does I/O or holds state, and no text, however long or deep,
 * costs more than time in proportion to {@link io.catchment.filter.Filter#MAX_LENGTH}.
 *
 * <p>It knows {@code event} only. Both languages are Okta's: what a filter means stands at {@link
 * io.catchment.filter.Filter}, each point with its source.
 */
package io.catchment.filter;
