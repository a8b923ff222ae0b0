package uk.tocsin.hub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import tools.jackson.databind.json.JsonMapper;

/** What {@code ./tocsin access} shows, without a broker. */
class AccessCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void rulesOfAMemberAreShownAndSetNowhere() {
        assertThat(run("member", "dover", "--principal=User:dover")).isZero();

        assertThat(out.toString().lines())
                .contains(
                        "RESOURCE          NAME                                 ALLOWED",
                        "topic             tocsin.council.dover.incidents       write, describe",
                        "topic             tocsin.partner.dover.inbox           read, describe",
                        "group             dover.*                              read, describe",
                        "Shown only; --apply sets it.");
    }

    @Test
    void ruleByWhichTheHubSeesAMembersProgressIsShownForTheHub() {
        assertThat(run("progress", "dover", "--principal=User:hub")).isZero();

        assertThat(out.toString().lines()).anyMatch(line -> line.matches("group +dover\\.\\* +describe"));
    }

    @Test
    void scriptGetsThemAsJson() {
        assertThat(run("public-site", "--principal=User:CN=site", "--json")).isZero();

        var rule = JsonMapper.builder().build().readTree(out.toString()).path(0);
        assertThat(rule.path("principal").asString()).isEqualTo("User:CN=site");
        assertThat(rule.path("name").asString()).isEqualTo("tocsin.public.notices");
        assertThat(rule.path("operations")).hasSize(2);
    }

    @Test
    void everybodyIsNoPrincipalAndNeitherIsNobody() {
        assertThat(run("hub", "--principal=User:*")).isEqualTo(Main.WRONG_USE);
        assertThat(err.toString()).contains("User:* (expected: one principal, such as User:dover)");

        assertThat(run("hub")).isEqualTo(Main.WRONG_USE);
        assertThat(run("member", "--principal=User:dover")).isEqualTo(Main.WRONG_USE);
        assertThat(run("member", "Dover!", "--principal=User:dover")).isEqualTo(Main.WRONG_USE);
        assertThat(run()).isEqualTo(Main.WRONG_USE);
    }

    @Test
    void fileThatIsNotThereIsNamed() {
        assertThat(run("hub", "--principal=User:hub", "--apply", "--command-config=nowhere.properties"))
                .isEqualTo(Main.WRONG_USE);
        assertThat(err.toString()).contains("nowhere.properties");
    }

    private int run(String... arguments) {
        CommandLine command = Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        String[] all = new String[arguments.length + 1];
        all[0] = "access";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return command.execute(all);
    }
}
