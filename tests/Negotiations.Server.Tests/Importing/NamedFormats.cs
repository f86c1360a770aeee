using Negotiations.Server.Importing;
using Negotiations.Server.Tests.Cli;
using Negotiations.Specs.Ledger;

namespace Negotiations.Server.Tests.Importing;

/// <summary>Who looks for a format finds every one there is: in the help of the command line and on the page about
/// imports.</summary>
public sealed class NamedFormats
{
    [Fact]
    public async Task The_command_line_names_every_format()
    {
        using var terminal = new Terminal();
        var help = string.Join(
            ' ',
            (await terminal.RunAsync("import", "--help")).Out.Split(
                (char[]?)null,
                StringSplitOptions.RemoveEmptyEntries
            )
        );

        var formats = ImportRequest.Formats.ToList();
        Assert.Contains($"{string.Join(", ", formats.SkipLast(1))} or {formats[^1]}", help, StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_about_imports_has_a_row_for_every_format()
    {
        var page = File.ReadAllText(Repository.Path("docs/imports.md"));

        Assert.All(ImportRequest.Formats, format =>
            Assert.Contains($"\n| `{format}` |", page, StringComparison.Ordinal)
        );
    }
}
