package dev.berth.registry.examples.published;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** The root of the source tree and its {@code pom.xml}, which is the published BOM. */
record ProjectFile(Path folder, Document content) {
    /** The one of this build. */
    static ProjectFile ofBuild() throws Exception {
        Path folder = Path.of(System.getProperty("basedir", ""))
                .toRealPath()
                .resolve("..")
                .normalize();
        return new ProjectFile(
                folder,
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(folder.resolve("pom.xml").toFile()));
    }

    String version() throws Exception {
        return texts("/project/version").get(0);
    }

    /** The artifacts that the BOM names. */
    List<String> artifacts() throws Exception {
        return texts("/project/dependencyManagement/dependencies/dependency/artifactId");
    }

    private List<String> texts(String path) throws Exception {
        NodeList nodes =
                (NodeList) XPathFactory.newInstance().newXPath().evaluate(path, content, XPathConstants.NODESET);
        return IntStream.range(0, nodes.getLength())
                .mapToObj(index -> nodes.item(index).getTextContent())
                .toList();
    }
}
