package io.catchment.pretend;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** The invented company whose Okta this is, with what its events say of it, written once. */
final class Company {

  static final List<String> FIRST_NAMES =
      List.of(
          "Robin",
          "Ada",
          "Jonas",
          "Mireille",
          "Łukasz",
          "Zoë",
          "Tariq",
          "Ines",
          "Oluwaseun",
          "Kim",
          "Björn",
          "Nadia",
          "美咲",
          "Søren",
          "Priya",
          "Mateus",
          "Yara",
          "Finn",
          "Chloé",
          "Dmitri");
  static final List<String> LAST_NAMES =
      List.of(
          "Vale",
          "Okafor",
          "Lindqvist",
          "Moreau",
          "Nowak",
          "Åkesson",
          "Haddad",
          "Duarte",
          "Byrne",
          "O'Hara",
          "Sato",
          "Kowalczyk",
          "Ferrari",
          "Petrov",
          "Schäfer",
          "Costa",
          "Nguyen",
          "Weiss",
          "Ibrahim",
          "Castellano",
          "Vos",
          "Hughes",
          "Demir",
          "Rossi",
          "van der Berg");

  static final List<Party> PEOPLE =
      parties(FIRST_NAMES.size() * LAST_NAMES.size(), Company::person);
  static final List<Party> GROUPS =
      named(
          "00g",
          "UserGroup",
          List.of(
              "Sales", "Field \"North\"", "Payroll", "Engineering", "R&D", "Förderkreis", "QA"));
  static final List<Party> APPS =
      named(
          "0oa",
          "AppInstance",
          List.of("Mail", "Wiki", "Time Sheets", "Ledger", "Tickets", "Parking", "Canteen"));
  static final Party SYSTEM = new Party("system", "SystemPrincipal", "system", "Okta System");

  static final List<String> DEPARTMENTS =
      List.of("Sales", "Logistics", "Finance", "Legal", "Workshop");

  static final List<Place> PLACES =
      List.of(
          new Place("Leeuwarden", "Friesland", "Netherlands", "8911", 53.2012, 5.7999),
          new Place("Aarhus", "Central Jutland", "Denmark", "8000", 56.1629, 10.2039),
          new Place("Kyōto", "Kyōto", "Japan", "600-8216", 35.0116, 135.7681),
          new Place("Montréal", "Quebec", "Canada", "H2Y", 45.5019, -73.5674),
          new Place("Porto Alegre", "Rio Grande do Sul", "Brazil", "90010", -30.0346, -51.2177));

  static final List<Browser> BROWSERS =
      List.of(
          new Browser("Windows 11", "CHROME", "Windows NT 10.0; Win64; x64", "Chrome/139.0.0.0"),
          new Browser("Mac OS X", "SAFARI", "Macintosh; Intel Mac OS X 10_15_7", "Safari/605.1.15"),
          new Browser("Linux", "FIREFOX", "X11; Linux x86_64; rv:141.0", "Firefox/141.0"));

  private static final String ID_CHARACTERS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  private Company() {}

  private static Party person(int index) {
    String first = FIRST_NAMES.get(index % FIRST_NAMES.size());
    String last = LAST_NAMES.get(index / FIRST_NAMES.size());
    String login = "person" + index + "@acme.example";
    return new Party(id("00u", index), "User", login, first + " " + last);
  }

  private static List<Party> named(String prefix, String type, List<String> names) {
    return parties(names.size(), i -> new Party(id(prefix, i), type, names.get(i), names.get(i)));
  }

  private static List<Party> parties(int number, IntFunction<Party> party) {
    return IntStream.range(0, number).mapToObj(party).toList();
  }

  private static String id(String prefix, int index) {
    SplittableRandom random = new SplittableRandom(prefix.hashCode() + index);
    StringBuilder id = new StringBuilder(prefix);
    random.ints(17, 0, ID_CHARACTERS.length()).forEach(i -> id.append(ID_CHARACTERS.charAt(i)));
    return id.toString();
  }

  /**
   * Somebody or something that acts, or is acted upon.
   *
   * @param members as in an event
   */
  record Party(String members) {
    Party(String id, String type, String alternateId, String displayName) {
      this(
          membersOf(
              Json.createObjectBuilder()
                  .add("id", id)
                  .add("type", type)
                  .add("alternateId", alternateId)
                  .add("displayName", displayName)));
    }
  }

  /**
   * Where somebody is.
   *
   * @param members as in an event
   */
  record Place(String members) {
    Place(
        String city,
        String state,
        String country,
        String postalCode,
        double latitude,
        double longitude) {
      this(
          membersOf(
              Json.createObjectBuilder()
                  .add("city", city)
                  .add("state", state)
                  .add("country", country)
                  .add("postalCode", postalCode)
                  .add(
                      "geolocation",
                      Json.createObjectBuilder().add("lat", latitude).add("lon", longitude))));
    }
  }

  /**
   * What somebody uses.
   *
   * @param members as in an event
   */
  record Browser(String members) {
    Browser(String system, String name, String platform, String product) {
      this(
          membersOf(
              Json.createObjectBuilder()
                  .add(
                      "rawUserAgent",
                      "Mozilla/5.0 (%s) AppleWebKit/537.36 (KHTML, like Gecko) %s"
                          .formatted(platform, product))
                  .add("os", system)
                  .add("browser", name)));
    }
  }

  private static String membersOf(JsonObjectBuilder object) {
    String text = object.build().toString();
    return text.substring(1, text.length() - 1);
  }
}
