import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.logging.LogManager;
import org.verapdf.core.EncryptedPdfException;
import org.verapdf.core.ModelParsingException;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.RuleId;

/**
 * Words in: flavour, path, flavour, path, ... For each pair, out: a line for each failed rule (clause,
 * test number, count, description, first place; tabs between), then a form feed.
 */
public final class Validate {
    private static final int ALL = -1;
    private static final PrintStream OUT =
            new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);

    public static void main(String[] words) throws Exception {
        LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();
        for (int at = 0; at < words.length; at += 2) {
            printFailures(PDFAFlavour.byFlavourId(words[at]), new File(words[at + 1]));
            OUT.print('\f');
        }
        OUT.flush();
    }

    private static void printFailures(PDFAFlavour flavour, File file) throws Exception {
        try (PDFAParser parser = Foundries.defaultInstance().createParser(file, flavour);
                PDFAValidator validator =
                        Foundries.defaultInstance().createValidator(flavour, ALL, false, false, false)) {
            ValidationResult result = validator.validate(parser);
            Map<RuleId, TestAssertion> first = new LinkedHashMap<>();
            result.getTestAssertions().forEach(each -> first.putIfAbsent(each.getRuleId(), each));
            first.forEach((rule, each) -> print(
                    rule.getClause(),
                    rule.getTestNumber(),
                    result.getFailedChecks().get(rule),
                    each.getMessage(),
                    each.getLocation().getContext()));
        } catch (ModelParsingException | EncryptedPdfException unreadable) {
            print("unreadable", 0, 1, String.valueOf(unreadable.getMessage()), "");
        }
    }

    private static void print(String clause, int test, int count, String description, String place) {
        String words = description.replaceAll("\\s+", " ");
        OUT.println(String.join("\t", clause, "" + test, "" + count, words, place.replaceAll("\\s", " ")));
    }
}
