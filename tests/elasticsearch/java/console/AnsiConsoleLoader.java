package org.elasticsearch.io.ansi;

import java.util.function.Supplier;

/** What the server asks for a terminal; here there is none. */
public final class AnsiConsoleLoader implements Supplier<Object> {
    @Override
    public Object get() {
        return null;
    }
}
