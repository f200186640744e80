package io.catchment.search;

import io.catchment.event.Party;
import io.catchment.platform.JsonValues;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Arrays;
import java.util.Optional;

/** A statistic, as it is shown. */
final class StatisticView {

  private StatisticView() {}

  static JsonObject of(StatisticsRequest asked, Statistic statistic) {
    Buckets buckets = asked.buckets();
    JsonObjectBuilder view =
        Json.createObjectBuilder()
            .add("since", buckets.since().toString())
            .add("until", buckets.until().toString())
            .add("interval", buckets.width().toString())
            .add("total", Statistic.sum(statistic.events()))
            .add("buckets", buckets(buckets, statistic.events()));
    asked.by().ifPresent(by -> addValues(view.add("by", by.toString()), statistic));
    return view.build();
  }

  private static JsonArrayBuilder buckets(Buckets buckets, long[] events) {
    JsonArrayBuilder list = Json.createArrayBuilder();
    for (int i = 0; i < events.length; i++) {
      list.add(
          Json.createObjectBuilder()
              .add("at", buckets.begin(i).toString())
              .add("count", events[i]));
    }
    return list;
  }

  private static void addValues(JsonObjectBuilder view, Statistic statistic) {
    JsonArrayBuilder top = Json.createArrayBuilder();
    statistic
        .top()
        .forEach(
            value -> {
              JsonObjectBuilder shown =
                  Json.createObjectBuilder().add("value", JsonValues.of(value.value()));
              findParty(statistic, value).ifPresent(party -> addParty(shown, party));
              top.add(withCounts(shown, value.counts()));
            });
    view.add("top", top);
    view.add("other", withCounts(Json.createObjectBuilder(), statistic.others()));
  }

  private static Optional<Party> findParty(Statistic statistic, Statistic.Value value) {
    return Optional.ofNullable(value.value()).map(statistic.parties()::get);
  }

  private static void addParty(JsonObjectBuilder view, Party party) {
    view.add("type", JsonValues.of(party.type()))
        .add("alternateId", JsonValues.of(party.alternateId()))
        .add("displayName", JsonValues.of(party.displayName()));
  }

  private static JsonObjectBuilder withCounts(JsonObjectBuilder view, long[] counts) {
    JsonArrayBuilder list = Json.createArrayBuilder();
    Arrays.stream(counts).forEach(list::add);
    return view.add("count", Statistic.sum(counts)).add("counts", list);
  }
}
