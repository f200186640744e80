import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.Console;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.rmi.UnmarshalException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import javax.management.Attribute;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/**
 * The operator's commands for a Catchment server on Payara Micro, which has neither an admin console nor asadmin. It attaches to
 * the running server as the same operating-system user and uses its management beans. The first use makes the JDK open a port in
 * the server, which accepts connections from this machine only.
 */
class Admin {

    private static final String BROKER = "org.apache.activemq:type=Broker,brokerName=catchment";
    private static final String HELP = """
            admin.sh queues                                 depth of the queues, and how full the broker's store is
            admin.sh pause QUEUE | resume QUEUE             stop and start handing out a queue's messages
            admin.sh purge QUEUE                            delete all its messages
            admin.sh store-limit BYTES                      the most the broker keeps on disk, until the next start
            admin.sh subscriptions                          durable subscriptions of the topics
            admin.sh unsubscribe CLIENT-ID NAME             delete an inactive one with the messages it has waiting
            admin.sh pools                                  statistics of the connection pools
            admin.sh user-add NAME GROUP[,GROUP]            asks for the password; from the next start
            admin.sh user-remove NAME                       from the next start
            """;

    private static final Map<String, Integer> WORDS = Map.of("pause", 1, "resume", 1, "purge", 1, "store-limit", 1,
            "unsubscribe", 2, "user-add", 2, "user-remove", 1);

    private final MBeanServerConnection server;

    private Admin(MBeanServerConnection server) {
        this.server = server;
    }

    public static void main(String[] arguments) {
        Path home = Path.of(arguments[0]);
        List<String> words = List.of(arguments).subList(1, arguments.length);
        if (words.isEmpty() || words.size() <= WORDS.getOrDefault(words.get(0), 0)) {
            System.out.print(HELP);
            System.exit(words.isEmpty() ? 0 : 2);
        }
        try {
            run(home, words);
        } catch (InstanceNotFoundException e) {
            fail("the server has no such queue, or its broker is not running: " + e.getMessage());
        } catch (UnmarshalException e) {
            fail("the broker refused it: only a known and inactive subscription can be deleted.");
        } catch (AttachNotSupportedException | NoSuchFileException e) {
            fail("the server is not running.");
        } catch (JMException | GeneralSecurityException | IOException | IllegalArgumentException e) {
            fail(e.getMessage());
        }
    }

    private static void fail(String why) {
        System.err.println("admin.sh: " + why);
        System.exit(1);
    }

    private static void run(Path home, List<String> words)
            throws JMException, GeneralSecurityException, IOException, AttachNotSupportedException {
        switch (words.get(0)) {
            case "user-add" -> addUser(home.resolve("users"), words.get(1), words.get(2));
            case "user-remove" -> replaceUser(home.resolve("users"), words.get(1), null);
            default -> onServer(home, words);
        }
    }

    private static void onServer(Path home, List<String> words) throws JMException, IOException, AttachNotSupportedException {
        String pid = Files.readString(home.resolve("work/pid")).strip();
        if (ProcessHandle.of(Long.parseLong(pid)).isEmpty()) {
            throw new NoSuchFileException(pid);
        }
        VirtualMachine machine = VirtualMachine.attach(pid);
        String address = machine.startLocalManagementAgent();
        machine.detach();
        try (JMXConnector connector = JMXConnectorFactory.connect(new JMXServiceURL(address))) {
            new Admin(connector.getMBeanServerConnection()).run(words);
        }
    }

    private void run(List<String> words) throws JMException, IOException {
        switch (words.get(0)) {
            case "queues" -> queues();
            case "pause", "resume", "purge" -> server.invoke(queue(words.get(1)), words.get(0), null, null);
            case "store-limit" ->
                server.setAttribute(new ObjectName(BROKER), new Attribute("StoreLimit", Long.valueOf(words.get(1))));
            case "subscriptions" -> subscriptions();
            case "unsubscribe" -> call(BROKER, "destroyDurableSubscriber", words.get(1), words.get(2));
            case "pools" -> pools();
            default -> throw new IllegalArgumentException("there is no command " + words.get(0) + ".");
        }
    }

    private void queues() throws JMException, IOException {
        System.out.printf("%-30s %10s %10s %10s %s%n", "queue", "messages", "in work", "consumers", "state");
        for (ObjectName queue : names(BROKER + ",destinationType=Queue,destinationName=*")) {
            System.out.printf("%-30s %10s %10s %10s %s%n", queue.getKeyProperty("destinationName"), get(queue, "QueueSize"),
                    get(queue, "InFlightCount"), get(queue, "ConsumerCount"), get(queue, "Paused").equals(true) ? "paused" : "");
        }
        ObjectName broker = new ObjectName(BROKER);
        System.out.printf("store %s%% of %s bytes, memory %s%% of %s bytes%n", get(broker, "StorePercentUsage"),
                get(broker, "StoreLimit"), get(broker, "MemoryPercentUsage"), get(broker, "MemoryLimit"));
    }

    private void subscriptions() throws JMException, IOException {
        System.out.printf("%-20s %-20s %-20s %8s %10s %s%n", "topic", "client id", "name", "active", "waiting", "selector");
        for (ObjectName topic : names(BROKER + ",destinationType=Topic,destinationName=*,endpoint=Consumer,*")) {
            System.out.printf("%-20s %-20s %-20s %8s %10s %s%n", topic.getKeyProperty("destinationName"), get(topic, "ClientId"),
                    get(topic, "SubscriptionName"), get(topic, "Active"), get(topic, "PendingQueueSize"), get(topic, "Selector"));
        }
    }

    private void pools() throws JMException, IOException {
        call("amx-support:type=boot-amx", "bootAMX");
        System.out.printf("%-35s %8s %8s %12s %10s %10s%n", "pool", "used", "free", "acquired", "waiting", "timed out");
        pool("jdbc-connection-pool-mon", "resources/CatchmentPool");
        pool("connector-connection-pool-mon", "resources/CatchmentConnectionFactoryPool");
    }

    private void pool(String type, String name) throws JMException, IOException {
        for (ObjectName pool : names("amx:type=" + type + ",name=" + name + ",*")) {
            System.out.printf("%-35s %8s %8s %12s %10s %10s%n", name, statistic(pool, "numconnused", "current"),
                    statistic(pool, "numconnfree", "current"), statistic(pool, "numconnacquired", "count"),
                    statistic(pool, "waitqueuelength", "count"), statistic(pool, "numconntimedout", "count"));
        }
    }

    private Object statistic(ObjectName pool, String name, String part) throws JMException, IOException {
        return ((CompositeData) get(pool, name)).get(part);
    }

    private ObjectName queue(String name) throws JMException {
        return new ObjectName(BROKER + ",destinationType=Queue,destinationName=" + name);
    }

    private TreeSet<ObjectName> names(String pattern) throws JMException, IOException {
        return new TreeSet<>(server.queryNames(new ObjectName(pattern), null));
    }

    private Object get(ObjectName bean, String attribute) throws JMException, IOException {
        return server.getAttribute(bean, attribute);
    }

    private void call(String bean, String operation, String... words) throws JMException, IOException {
        String[] types = new String[words.length];
        Arrays.fill(types, "java.lang.String");
        server.invoke(new ObjectName(bean), operation, words, types);
    }

    private static void addUser(Path users, String name, String groups) throws IOException, GeneralSecurityException {
        if (!(name + groups).matches("[A-Za-z0-9._@,-]+")) {
            throw new IllegalArgumentException("A user's name and groups have only letters, digits and . _ @ - in them.");
        }
        replaceUser(users, name, name + ";" + digest(password()) + ";" + groups);
    }

    private static void replaceUser(Path users, String name, String line) throws IOException {
        Predicate<String> other = user -> !user.startsWith(name + ";");
        List<String> lines = new ArrayList<>(Files.readAllLines(users).stream().filter(other).toList());
        if (line != null) {
            lines.add(line);
        }
        Path changed = Files.copy(users, users.resolveSibling("users.new"), StandardCopyOption.COPY_ATTRIBUTES,
                StandardCopyOption.REPLACE_EXISTING);
        Files.write(changed, lines);
        Files.move(changed, users, StandardCopyOption.ATOMIC_MOVE);
    }

    private static byte[] password() throws IOException {
        Console console = System.console();
        String password = console == null ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8).strip()
                : new String(console.readPassword("Password: "));
        if (password.isEmpty()) {
            throw new IllegalArgumentException("The password is empty.");
        }
        return password.getBytes(StandardCharsets.UTF_8);
    }

    /** What Payara's file realm writes: salted SHA-256, 100 times. */
    private static String digest(byte[] password) throws GeneralSecurityException {
        byte[] salt = new byte[8];
        new SecureRandom().nextBytes(salt);
        MessageDigest sha = MessageDigest.getInstance("SHA-256");
        sha.update(password);
        byte[] hash = sha.digest(salt);
        for (int round = 1; round < 100; round++) {
            hash = sha.digest(hash);
        }
        byte[] both = Arrays.copyOf(hash, hash.length + salt.length);
        System.arraycopy(salt, 0, both, hash.length, salt.length);
        return "{SSHA256}" + Base64.getEncoder().encodeToString(both);
    }
}
