package dev.berth.registry.testing.rules;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaGenericArrayType;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaParameterizedType;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.domain.JavaTypeVariable;
import com.tngtech.archunit.core.domain.JavaWildcardType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Types and members as lines of text: {@code OWNER KIND}, {@code OWNER is SUPERTYPE} and
 * {@code OWNER#member(PARAMETERS) MODIFIERS TYPE throws EXCEPTIONS}, with type arguments
 * and the bounds of type variables.
 */
final class Signatures {
    private static final String ANNOTATIONS = "dev.berth.registry.annotation.";
    private static final String ABSTRACT = "abstract ";

    private Signatures() {}

    /** True for a public type, also of its enclosing types, that is neither internal nor experimental. */
    static boolean isExported(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.PUBLIC)
                && !isMarked(type, ANNOTATIONS + "Internal")
                && !isMarked(type, ANNOTATIONS + "Experimental")
                && type.getEnclosingClass().map(Signatures::isExported).orElse(true);
    }

    private static boolean isMarked(JavaClass type, String mark) {
        return type.isAnnotatedWith(mark) || type.getPackage().isAnnotatedWith(mark);
    }

    /** The lines of a type and of its public and protected members. */
    static List<String> of(JavaClass type) {
        List<String> lines = new ArrayList<>();
        lines.add(kind(type));
        Stream.concat(type.getSuperclass().stream(), type.getInterfaces().stream())
                .map(Signatures::text)
                .filter(name -> !name.equals("java.lang.Object"))
                .forEach(name -> lines.add(type.getName() + " is " + name));
        type.getMembers().stream()
                .filter(Signatures::isExported)
                .map(Signatures::line)
                .forEach(lines::add);
        return lines;
    }

    static String ofInterface(String owner) {
        return owner + " interface";
    }

    static String ofAbstractClass(String owner) {
        return owner + " abstract class";
    }

    /** The name of the type whose line this is. */
    static String ownerOf(String line) {
        return line.replaceFirst("[# ].*", "");
    }

    static boolean isAbstract(String line) {
        return line.contains(") " + ABSTRACT);
    }

    private static String kind(JavaClass type) {
        Set<JavaModifier> modifiers = type.getModifiers();
        String name = type.getName();
        if (type.isInterface()) {
            return ofInterface(name);
        }
        if (modifiers.contains(JavaModifier.ABSTRACT)) {
            return ofAbstractClass(name);
        }
        return name + (modifiers.contains(JavaModifier.FINAL) ? " final class" : " class");
    }

    private static boolean isExported(JavaMember member) {
        Set<JavaModifier> modifiers = member.getModifiers();
        return !modifiers.contains(JavaModifier.SYNTHETIC)
                && !modifiers.contains(JavaModifier.BRIDGE)
                && (modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED));
    }

    private static String line(JavaMember member) {
        String name = member.getOwner().getName() + "#" + member.getName();
        String scope = (member.getModifiers().contains(JavaModifier.STATIC) ? "static " : "")
                + (member.getModifiers().contains(JavaModifier.ABSTRACT) ? ABSTRACT : "");
        if (member instanceof JavaCodeUnit unit) {
            String exceptions = texts(List.copyOf(unit.getExceptionTypes()));
            return name + "(" + texts(unit.getParameterTypes()) + ") " + scope + variables(unit)
                    + text(unit.getReturnType()) + (exceptions.isEmpty() ? "" : " throws " + exceptions);
        }
        return name + " " + scope + text(((JavaField) member).getType());
    }

    private static String variables(JavaCodeUnit unit) {
        return unit.getTypeParameters().isEmpty()
                ? ""
                : unit.getTypeParameters().stream()
                        .map(variable -> variable.getName() + bounds(" extends ", variable.getUpperBounds()))
                        .collect(Collectors.joining(", ", "<", "> "));
    }

    private static String texts(List<? extends JavaType> types) {
        return types.stream().map(Signatures::text).collect(Collectors.joining(", "));
    }

    private static String text(JavaType type) {
        if (type instanceof JavaParameterizedType generic) {
            return generic.toErasure().getName() + "<" + texts(generic.getActualTypeArguments()) + ">";
        }
        if (type instanceof JavaWildcardType any) {
            return "?" + bounds(" extends ", any.getUpperBounds()) + bounds(" super ", any.getLowerBounds());
        }
        if (type instanceof JavaGenericArrayType array) {
            return text(array.getComponentType()) + "[]";
        }
        if (type instanceof JavaTypeVariable<?> variable) {
            return variable.getName();
        }
        JavaClass plain = type.toErasure();
        return plain.isArray() ? text(plain.getComponentType()) + "[]" : plain.getName();
    }

    private static String bounds(String word, List<JavaType> bounds) {
        List<JavaType> narrower = bounds.stream()
                .filter(bound -> !bound.getName().equals("java.lang.Object"))
                .toList();
        return narrower.isEmpty() ? "" : word + texts(narrower).replace(", ", " & ");
    }
}
