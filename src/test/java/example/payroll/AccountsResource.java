package example.payroll;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Shows the accounts: each user's state by login. */
@Path("/")
@RequestScoped
public class AccountsResource {

  @Inject Accounts accounts;

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public JsonObject accounts() {
    JsonObjectBuilder answer = Json.createObjectBuilder();
    accounts.states().forEach(answer::add);
    return answer.build();
  }
}
