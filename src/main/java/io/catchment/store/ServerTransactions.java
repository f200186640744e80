package io.catchment.store;

import jakarta.transaction.TransactionManager;
import jakarta.transaction.UserTransaction;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.hibernate.engine.transaction.jta.platform.internal.AbstractJtaPlatform;

/** Shows Hibernate the server's transaction manager, on WildFly and on Payara alike. */
@SuppressWarnings("BanJNDI") // The names are constants.
public class ServerTransactions extends AbstractJtaPlatform {
  private static final long serialVersionUID = 1L;
  private static final String PAYARA = "java:appserver/TransactionManager";
  private static final String WILDFLY = "java:jboss/TransactionManager";

  /** Whether this is Payara's transaction manager, and not WildFly's. */
  static boolean areOfPayara() {
    try {
      InitialContext.doLookup(PAYARA);
      return true;
    } catch (NamingException e) {
      return false;
    }
  }

  /** The server's transaction manager. */
  static TransactionManager manager() {
    try {
      return InitialContext.doLookup(areOfPayara() ? PAYARA : WILDFLY);
    } catch (NamingException e) {
      throw new IllegalStateException("The server has no transaction manager that we know.", e);
    }
  }

  @Override
  protected TransactionManager locateTransactionManager() {
    return (TransactionManager) jndiService().locate(areOfPayara() ? PAYARA : WILDFLY);
  }

  @Override
  protected UserTransaction locateUserTransaction() {
    return (UserTransaction) jndiService().locate("java:comp/UserTransaction");
  }
}
