package dev.berth.registry.acceptance;

import java.nio.file.Path;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;

/**
 * The result of a run of the conformance suite.
 *
 * @param failed failures and errors
 * @param notRun skipped and disabled
 */
record ConformanceCounts(int passed, int failed, int notRun) {

    /** Reads the JUnit report the suite writes; attributes that are zero are left out there. */
    static ConformanceCounts read(Path report) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        Element suites = factory.newDocumentBuilder().parse(report.toFile()).getDocumentElement();
        int failed = count(suites, "failures") + count(suites, "errors");
        int notRun = count(suites, "skipped") + count(suites, "disabled");
        return new ConformanceCounts(count(suites, "tests") - failed - notRun, failed, notRun);
    }

    private static int count(Element suites, String attribute) {
        String value = suites.getAttribute(attribute);
        return value.isEmpty() ? 0 : Integer.parseInt(value);
    }
}
