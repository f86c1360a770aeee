using Spectre.Console;
using Spectre.Console.Rendering;

namespace Negotiations.Cli.Rendering;

/// <summary>
/// Tables that look alike. Everything that comes from outside goes through here, and so past <see cref="Sanitizer"/>.
/// </summary>
internal static class Tables
{
    private static readonly Style Faint = new(decoration: Decoration.Dim);
    private static readonly Style Strong = new(decoration: Decoration.Bold);
    private static readonly Style Alert = new(Color.Yellow);

    public static Table Of(params ReadOnlySpan<string> columns)
    {
        var table = new Table { Border = TableBorder.None };
        foreach (var column in columns)
            table.AddColumn(new TableColumn(new Text(column, Strong)));

        return table;
    }

    public static void Line(this Table table, params IEnumerable<string?> cells) =>
        table.AddRow(cells.Select(cell => (IRenderable)Cell(cell)));

    public static Text Cell(string? text) => new(Sanitizer.Of(text ?? Values.Nothing));

    public static Text Heading(string text) => new(Sanitizer.Of(text), Strong);

    public static Text Remark(string text) => new(Sanitizer.Of(text), Faint);

    public static Text Warning(string text) => new(Sanitizer.Of(text), Alert);

    /// <summary>Names on the left, values on the right; a value that is null leaves its name out.</summary>
    public static IRenderable Fields(IEnumerable<(string Name, string? Value)> fields)
    {
        var grid = new Grid().AddColumn(new GridColumn().NoWrap()).AddColumn();
        foreach (var (name, value) in fields)
            if (value is not null)
                grid.AddRow(new Text(name, Faint), Cell(value));

        return grid;
    }

    /// <summary>One below the other; what is null is left out, and a title with it.</summary>
    public static IRenderable Stack(params IEnumerable<IRenderable?> parts) => new Rows(parts.OfType<IRenderable>());

    /// <summary>A table under a title; null when it has no rows.</summary>
    public static IRenderable? Under(string title, Table table) =>
        table.Rows.Count == 0 ? null : Stack(Text.Empty, Heading(title), table);
}
