using System.Globalization;
using System.Text;

namespace Negotiations.Server.Settings;

/// <summary>docs/settings.md, written from the catalogue.</summary>
internal static class SettingsPage
{
    public static string Write()
    {
        var page = new StringBuilder(
            """
            # Settings

            This page is made from the program: a test compares the two. Settings come from the environment, from
            `appsettings.json` beside the program, or from its arguments. In the environment each colon is two
            underscores, and case does not matter: `reading:closed` is `READING__CLOSED`.

            A name under one of these sections that is not here, and a value that cannot be meant, stop the start with a
            sentence and exit code 2. Spans of time are hours:minutes:seconds, a week at most.


            """.ReplaceLineEndings("\n")
        );
        foreach (var (part, settings) in SettingCatalogue.Parts)
        {
            page.Append("## ").Append(part).Append("\n\n");
            foreach (var setting in settings)
                page.Append("### `")
                    .Append(setting.Name)
                    .Append("`\n\n")
                    .Append(Wrap(setting.Text))
                    .Append("\n\n")
                    .Append(RangeOf(setting))
                    .Append("- Default: ")
                    .Append(setting.Default)
                    .Append(".\n")
                    .Append("- Example: `")
                    .Append(setting.Name.Replace(":", "__", StringComparison.Ordinal))
                    .Append('=')
                    .Append(setting.Example)
                    .Append("`\n")
                    .Append(setting.Needs is { } needed ? $"- Only with `{needed}`.\n" : "")
                    .Append('\n');
        }

        return page.ToString().TrimEnd('\n') + "\n";
    }

    private static string RangeOf(Setting setting) =>
        setting.Kind == SettingKind.Number
            ? string.Create(CultureInfo.InvariantCulture, $"- From {setting.Range.Least} to {setting.Range.Most}.\n")
            : "";

    private static string Wrap(string text)
    {
        const int Width = 120;
        var lines = new List<string> { "" };
        foreach (var word in text.Split(' '))
            if (lines[^1].Length == 0)
                lines[^1] = word;
            else if (lines[^1].Length + 1 + word.Length > Width)
                lines.Add(word);
            else
                lines[^1] += " " + word;

        return string.Join('\n', lines);
    }
}
