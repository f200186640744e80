package io.catchment.search;

import io.catchment.event.StorableText;
import io.catchment.filter.And;
import io.catchment.filter.Comparison;
import io.catchment.filter.Filter;
import io.catchment.filter.Literal;
import io.catchment.filter.MemberPath;
import io.catchment.filter.Not;
import io.catchment.filter.Operator;
import io.catchment.filter.Or;
import io.catchment.filter.Presence;
import io.catchment.store.Columns;
import java.util.List;
import java.util.Optional;

/**
 * Finds out how far the columns decide a filter, so that the database can count by itself. Where
 * {@link Narrowing} says which events may match, this also says which surely do.
 *
 * <p>A column that is not null holds the member's only value, which is a string: whole, if it is
 * short enough not to have been cut, and character by character, but where the store has put U+FFFD
 * for what no database keeps. Of a column that is null the text of the event tells more. Targets
 * are left open always: their table keeps those of a member {@code target} that another one of that
 * name has replaced.
 */
final class Judging implements Filter.Visitor<Judgement> {

  /**
   * In characters; what is open of {@code and} and {@code or} inside each other is said anew on
   * every level.
   */
  private static final int MAX_LENGTH = 20_000;

  private static final String REPLACED = "\uFFFD";

  /** A text that is cut between two halves of a pair has one unit less. */
  private static final int SHORTEST_CUT = Columns.MAX_TEXT - 1;

  private final Narrowing narrowing = new Narrowing();
  private final boolean ofKinds;
  private boolean beyondKinds;
  private boolean looksAtType;

  private Judging(boolean ofKinds) {
    this.ofKinds = ofKinds;
  }

  /**
   * What SQL can say by {@link By#KINDS} alone, not even by the text of the event, so that more is
   * left open; empty if the query looks at anything else.
   */
  static Optional<OfKinds> ofKinds(EventQuery query) {
    if (!query.keywords().words().isEmpty()) {
      return Optional.empty();
    }
    Judging judging = new Judging(true);
    Judgement judgement = query.filter().map(f -> f.accept(judging)).orElse(Judgement.ALWAYS);
    return judging.beyondKinds
        ? Optional.empty()
        : Optional.of(new OfKinds(judgement, judging.looksAtType));
  }

  /**
   * What SQL can say by the kind of an event.
   *
   * @param looksAtType whether the type has a say in it
   */
  record OfKinds(Judgement judgement, boolean looksAtType) {}

  /** What SQL can say of a query's filter and words. Of words it is never sure. */
  static Judgement of(EventQuery query) {
    Judgement filter = query.filter().map(Judging::of).orElse(Judgement.ALWAYS);
    return query.keywords().words().isEmpty()
        ? filter
        : Judgement.all(List.of(filter, Judgement.undecided(Condition.ANYTHING)));
  }

  private static Judgement of(Filter filter) {
    return filter.accept(new Judging(false));
  }

  @Override
  public Judgement and(And filter) {
    return bounded(filter, Judgement.all(judged(filter.parts())));
  }

  @Override
  public Judgement or(Or filter) {
    return bounded(filter, Judgement.any(judged(filter.parts())));
  }

  @Override
  public Judgement not(Not filter) {
    return bounded(filter, filter.negated().accept(this).negated());
  }

  private List<Judgement> judged(List<Filter> parts) {
    return parts.stream().map(part -> part.accept(this)).toList();
  }

  private Judgement bounded(Filter filter, Judgement judgement) {
    if (judgement.length() <= MAX_LENGTH) {
      return judgement;
    }
    beyondKinds = true;
    return Judgement.undecided(filter.accept(narrowing));
  }

  @Override
  public Judgement presence(Presence filter) {
    return findColumn(filter.path())
        .map(column -> filled(column, " <> ''", filter.path()))
        .orElseGet(() -> Judgement.undecided(filter.accept(narrowing)));
  }

  @Override
  public Judgement comparison(Comparison filter) {
    boolean missing = filter.literal() instanceof Literal.Null;
    Operator counterpart = missing ? Operator.NE : Operator.EQ;
    boolean turned = filter.operator().isEquality() && filter.operator() != counterpart;
    Comparison positive =
        turned ? new Comparison(filter.path(), counterpart, filter.literal()) : filter;
    Judgement judgement =
        findColumn(filter.path())
            .map(
                column ->
                    missing
                        ? filled(column, " is not null", filter.path())
                        : compared(column, positive))
            .orElseGet(() -> Judgement.undecided(positive.accept(narrowing)));
    return turned ? judgement.negated() : judgement;
  }

  private Optional<String> findColumn(MemberPath path) {
    Optional<String> column = Narrowing.findColumn(path);
    beyondKinds |= column.filter(By.KINDS::contains).isEmpty();
    looksAtType |= column.filter(By.TYPE.column()::equals).isPresent();
    return column;
  }

  private Judgement filled(String column, String test, MemberPath path) {
    return Judgement.of(
        Condition.of(column + test), hidden(column, Narrowing.hidden(column, path)));
  }

  private Condition hidden(String column, Condition inText) {
    return ofKinds ? Condition.of(column + " is null") : inText;
  }

  private Judgement compared(String column, Comparison filter) {
    if (!(filter.literal() instanceof Literal.Text literal)) {
      return Judgement.undecided(hidden(column, Narrowing.hidden(column, filter.path())));
    }
    String text = literal.text();
    Judgement shown =
        isKept(text) && (filter.operator() == Operator.EQ || !text.isEmpty())
            ? shown(column, filter.operator(), text)
            : Judgement.undecided(Narrowing.inColumn(column, filter.operator(), text));
    Condition hidden =
        hidden(column, Narrowing.hidden(column, filter.path(), filter.operator(), text));
    return Judgement.of(shown.certain(), Condition.any(shown.open(), hidden));
  }

  /** A column that holds this holds it as it was received. */
  private static boolean isKept(String text) {
    return StorableText.isStorable(text)
        && !text.contains(REPLACED)
        && text.length() < SHORTEST_CUT;
  }

  private static Judgement shown(String column, Operator operator, String text) {
    return switch (operator) {
      case EQ -> Judgement.of(Condition.of(column + " = ?", text), Condition.NOTHING);
      case SW -> Judgement.of(position(column, " = 1", text), Condition.NOTHING);
      case CO ->
          Judgement.of(
              position(column, " > 0", text),
              Condition.all(position(column, " = 0", text), maybeCut(column)));
      case EW -> ended(column, text);
      // Databases have orders of their own.
      case GT, GE, LT, LE, NE -> Judgement.undecided(Narrowing.inColumn(column, operator, text));
    };
  }

  private static Condition position(String column, String test, String text) {
    return Condition.of("position(? in " + column + ")" + test, text);
  }

  /** Some databases count code points, some UTF-16 units. */
  private static Judgement ended(String column, String text) {
    if (text.codePointCount(0, text.length()) < text.length()) {
      return Judgement.undecided(Narrowing.inColumn(column, Operator.EW, text));
    }
    Condition end = Condition.of("right(" + column + ", ?) = ?", text.length(), text);
    return Judgement.of(
        Condition.all(Condition.of(length(column) + " < " + Narrowing.MAYBE_CUT), end),
        maybeCut(column));
  }

  private static Condition maybeCut(String column) {
    return Condition.of(length(column) + " >= " + Narrowing.MAYBE_CUT);
  }

  private static String length(String column) {
    return "char_length(" + column + ")";
  }
}
