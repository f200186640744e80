package example.payroll;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** What answers below {@code /payroll/accounts}. */
@ApplicationPath("accounts")
public class PayrollApplication extends Application {}
