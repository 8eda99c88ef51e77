import java.io.FileInputStream;
import java.io.InputStream;
import java.util.Arrays;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/**
 * Asks veraPDF whether files keep to standards: FLAVOUR... -- FILE...
 *
 * <p>A line for each file and flavour: the verdict, the flavour, the number of checks, the file. Beneath a file that does
 * not keep to it, each failed check. The exit code says nothing of the files.
 */
public class Judge {
    public static void main(String[] arguments) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        int split = Arrays.asList(arguments).indexOf("--");
        for (String file : Arrays.copyOfRange(arguments, split + 1, arguments.length)) {
            for (String flavour : Arrays.copyOf(arguments, split)) {
                judge(file, PDFAFlavour.fromString(flavour));
            }
        }
    }

    private static void judge(String file, PDFAFlavour flavour) throws Exception {
        try (InputStream stream = new FileInputStream(file);
                PDFAParser parser = Foundries.defaultInstance().createParser(stream, flavour);
                PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
            ValidationResult result = validator.validate(parser);
            String verdict = result.isCompliant() ? "valid" : "not-valid";
            System.out.println(verdict + " " + flavour.getId() + " " + result.getTotalAssertions() + " " + file);
            for (TestAssertion check : result.getTestAssertions()) {
                if (check.getStatus() == TestAssertion.Status.FAILED) {
                    System.out.println("    " + check.getRuleId().getClause() + "-" + check.getRuleId().getTestNumber()
                            + ": " + check.getMessage());
                }
            }
        }
    }
}
