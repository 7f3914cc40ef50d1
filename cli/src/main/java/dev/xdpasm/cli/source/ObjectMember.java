package dev.xdpasm.cli.source;

import dev.xdpasm.object.BpfObject;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;

/**
 * A field or method that may have a BpfObject.
 *
 * @param member what it is to Java
 */
record ObjectMember(Member member) {
    static final String PARENTHESES = "()";

    /** {@return its name behind that of its class, without the package} */
    String name() {
        String packageName = member.getDeclaringClass().getPackageName();
        return fullName().substring(packageName.isEmpty() ? 0 : packageName.length() + 1);
    }

    /** {@return whether it is a method, which parentheses tell from a field of its name} */
    boolean isMethod() {
        return member instanceof Method;
    }

    /** {@return whether a word means it: its name, with as much of its class's and package's before it as one likes} */
    boolean isCalled(String word) {
        boolean saysMethod = word.endsWith(PARENTHESES);
        String bare = saysMethod ? word.substring(0, word.length() - PARENTHESES.length()) : word;
        return (isMethod() || !saysMethod) && ("." + fullName()).endsWith("." + bare);
    }

    /** {@return why no object can be had of it, empty if one can} */
    String problem() {
        Class<?> type = member instanceof Method method ? method.getReturnType() : ((Field) member).getType();
        if (!BpfObject.class.isAssignableFrom(type)) {
            return "is of type " + type.getSimpleName();
        }
        if (!Modifier.isStatic(member.getModifiers())) {
            return "is not static";
        }
        return member instanceof Method method && method.getParameterCount() > 0 ? "takes arguments" : "";
    }

    /**
     * {@return the object that it holds or returns}
     *
     * @throws dev.xdpasm.BpfException if the code throws something, or there is null
     */
    BpfObject object(JavaFailure failure) {
        try {
            ((AccessibleObject) member).setAccessible(true);
            Object got = member instanceof Method method ? method.invoke(null) : ((Field) member).get(null);
            if (got instanceof BpfObject object) {
                return object;
            }
            throw failure.of(name() + (member instanceof Method ? " returned null" : " is null") + ", expected a BpfObject");
        } catch (InvocationTargetException e) {
            throw failure.thrown(name(), e.getCause());
        } catch (LinkageError e) {
            throw failure.thrown(name(), e);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("accessible, and not: " + member, e);
        }
    }

    private String fullName() {
        return member.getDeclaringClass().getCanonicalName() + "." + member.getName();
    }
}
