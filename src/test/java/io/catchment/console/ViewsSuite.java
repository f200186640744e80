package io.catchment.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.catchment.SetClock;
import io.catchment.audit.AuditNote;
import io.catchment.store.PlainDatabase;
import io.catchment.store.Writers;
import jakarta.json.JsonObject;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Saved views, the same on every database. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class ViewsSuite {

  private static final SecurityContext VIC = new Somebody("vic", "catchment-viewer");
  private static final SecurityContext ANN = new Somebody("ann", "catchment-operator");
  private static final SecurityContext OTTO = new Somebody("otto", "catchment-operator");

  private static final int CALLERS = 8;

  private final PlainDatabase database;
  private final Views views = new Views();
  private final Writers writers;
  private final ViewsResource resource;

  ViewsSuite(PlainDatabase database) {
    this.database = database;
    views.database = database;
    views.clock = new SetClock();
    writers = database.writers();
    resource = resource();
  }

  /** As one request has it. */
  private ViewsResource resource() {
    ViewsResource ofRequest = new ViewsResource();
    ofRequest.views = views;
    ofRequest.writers = writers;
    ofRequest.note = new AuditNote();
    return ofRequest;
  }

  @BeforeEach
  void clear() throws Exception {
    database.update("delete from saved_view");
  }

  @AfterAll
  void close() throws Exception {
    database.close();
  }

  @Test
  void save_own_isSeenByItsOwnerOnly() throws Exception {
    JsonObject saved = save(VIC, view("Mine", false));

    assertThat(saved.getString("owner")).isEqualTo("vic");
    assertThat(saved.getBoolean("mine")).isTrue();
    assertThat(names(VIC)).containsExactly("Mine");
    assertThat(names(ANN)).isEmpty();
  }

  @Test
  void save_shared_isSeenByAll() throws Exception {
    save(ANN, view("Ours", true));
    save(VIC, view("Mine", false));

    assertThat(names(VIC)).containsExactly("Mine", "Ours");
    JsonObject seen = views(VIC).get(1);
    assertThat(seen.getBoolean("shared")).isTrue();
    assertThat(seen.getBoolean("mine")).isFalse();
  }

  @Test
  void save_sharedByViewer_isRefused() {
    assertRefused(403, () -> resource.save(view("Ours", true), VIC));
    assertThat(names(VIC)).isEmpty();
  }

  @Test
  void save_nameThatIsTaken_isRefusedToItsOwnerOnly() throws Exception {
    save(VIC, view("Mine", false));

    assertRefused(409, () -> resource.save(view("Mine", false), VIC));
    save(ANN, view("Mine", false));
  }

  @Test
  void save_moreThanOneCanHave_isRefused() throws Exception {
    fill(Views.MOST);

    assertRefused(409, () -> resource.save(view("One more", false), VIC));
    assertThat(names(VIC)).hasSize(Views.MOST);
  }

  @Test
  void save_manyAtOnce_areNoMoreThanOneCanHave() throws Exception {
    fill(Views.MOST - 3);

    List<Integer> answers = saveAtOnce(i -> view("One of many " + i, false));

    assertThat(answers).hasSize(CALLERS).containsOnly(201, 409);
    assertThat(answers).filteredOn(status -> status == 201).hasSize(3);
    assertThat(names(VIC)).hasSize(Views.MOST);
  }

  @Test
  void save_oneNameManyTimesAtOnce_isKeptOnce() throws Exception {
    List<Integer> answers = saveAtOnce(i -> view("The same", false));

    assertThat(answers).filteredOn(status -> status == 201).hasSize(1);
    assertThat(answers).filteredOn(status -> status == 409).hasSize(CALLERS - 1);
    assertThat(names(VIC)).containsExactly("The same");
  }

  private void fill(int number) throws Exception {
    for (int i = 0; i < number; i++) {
      save(VIC, view("View " + i, false));
    }
  }

  /** What each caller is answered. */
  private List<Integer> saveAtOnce(IntFunction<String> body) throws Exception {
    ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
    CyclicBarrier all = new CyclicBarrier(CALLERS);
    try {
      List<Callable<Integer>> calls = new ArrayList<>();
      for (int i = 0; i < CALLERS; i++) {
        String sent = body.apply(i);
        calls.add(
            () -> {
              all.await();
              return status(() -> resource().save(sent, VIC));
            });
      }
      List<Integer> answers = new ArrayList<>();
      for (Future<Integer> call : callers.invokeAll(calls)) {
        answers.add(call.get());
      }
      return answers;
    } finally {
      callers.shutdown();
    }
  }

  private static int status(Callable<Response> call) throws Exception {
    try {
      return call.call().getStatus();
    } catch (WebApplicationException e) {
      return e.getResponse().getStatus();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"name\":\" \",\"query\":\"#/events\"}",
        "{\"name\":1,\"query\":\"#/events\"}",
        "{\"name\":\"a\\u0000\",\"query\":\"#/events\"}",
        "{\"name\":\"a\",\"query\":\"https://elsewhere.example/\"}",
        "{\"name\":\"a\",\"query\":\"#/events\",\"shared\":\"yes\"}",
      })
  void save_whatIsNoView_isRefused(String body) {
    assertRefused(400, () -> resource.save(body, VIC));
  }

  @Test
  void save_asLongAsItMayBe_isKept() throws Exception {
    String name = "n".repeat(SavedView.MAX_NAME);
    String query = "#/".concat("q".repeat(SavedView.MAX_QUERY - 2));

    save(VIC, "{\"name\":\"%s\",\"query\":\"%s\"}".formatted(name, query));

    assertThat(views(VIC).get(0).getString("query")).isEqualTo(query);
    assertRefused(
        400, () -> resource.save("{\"name\":\"%sn\",\"query\":\"#/\"}".formatted(name), VIC));
    assertRefused(
        400, () -> resource.save("{\"name\":\"n\",\"query\":\"%sq\"}".formatted(query), VIC));
  }

  @Test
  void delete_own_isGone() throws Exception {
    String id = save(VIC, view("Mine", false)).getString("id");

    assertThat(resource.delete(id, VIC).getStatus()).isEqualTo(204);

    assertThat(names(VIC)).isEmpty();
    assertRefused(404, () -> resource.delete(id, VIC));
  }

  @Test
  void delete_whatAnotherKeepsForHimself_isNotThere() throws Exception {
    String id = save(VIC, view("Mine", false)).getString("id");

    assertRefused(404, () -> resource.delete(id, ANN));
    assertThat(names(VIC)).containsExactly("Mine");
  }

  @Test
  void delete_shared_isForOperators() throws Exception {
    String id = save(ANN, view("Ours", true)).getString("id");

    assertRefused(403, () -> resource.delete(id, VIC));
    assertThat(names(VIC)).containsExactly("Ours");
    assertThat(resource.delete(id, OTTO).getStatus()).isEqualTo(204);
    assertThat(names(VIC)).isEmpty();
  }

  @Test
  void delete_whatIsNoId_isNotThere() {
    assertRefused(404, () -> resource.delete("x", VIC));
  }

  private static void assertRefused(int status, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            WebApplicationException.class,
            e -> assertThat(e.getResponse().getStatus()).isEqualTo(status));
  }

  private JsonObject save(SecurityContext caller, String body) throws Exception {
    Response answer = resource.save(body, caller);
    assertThat(answer.getStatus()).isEqualTo(201);
    return (JsonObject) answer.getEntity();
  }

  private List<JsonObject> views(SecurityContext caller) {
    return resource.list(caller).getJsonArray("views").getValuesAs(JsonObject.class);
  }

  private List<String> names(SecurityContext caller) {
    return views(caller).stream().map(view -> view.getString("name")).toList();
  }

  private static String view(String name, boolean shared) {
    return "{\"name\":\"%s\",\"query\":\"#/events?q=x\",\"shared\":%s}".formatted(name, shared);
  }

  private record Somebody(String name, String role) implements SecurityContext {

    @Override
    public Principal getUserPrincipal() {
      return this::name;
    }

    @Override
    public boolean isUserInRole(String asked) {
      return asked.equals(role);
    }

    @Override
    public boolean isSecure() {
      return true;
    }

    @Override
    public String getAuthenticationScheme() {
      return null;
    }
  }
}
