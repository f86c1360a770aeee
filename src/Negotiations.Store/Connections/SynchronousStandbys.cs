using System.Globalization;
using System.Text.RegularExpressions;

namespace Negotiations.Store.Connections;

/// <summary>What PostgreSQL's <c>synchronous_standby_names</c> asks for.</summary>
/// <param name="Setting">As it is written.</param>
/// <param name="Needed">How many standbys have to confirm a commit.</param>
/// <param name="Names">By which the standbys call themselves; a star: any.</param>
public sealed partial record SynchronousStandbys(string Setting, int Needed, IReadOnlyList<string> Names)
{
    /// <returns>Null: a commit waits for none.</returns>
    public static SynchronousStandbys? Read(string setting)
    {
        if (setting.Trim().Length == 0)
            return null;

        var form = WithNumber().Match(setting);
        var names = form.Success ? form.Groups["names"].Value : setting;
        return new SynchronousStandbys(
            setting,
            form.Success ? int.Parse(form.Groups["number"].Value, CultureInfo.InvariantCulture) : 1,
            [.. names.Split(',').Select(name => name.Trim().Trim('"'))]
        );
    }

    /// <summary>Of the connected standbys those that may confirm; names are compared as PostgreSQL does.</summary>
    public IReadOnlyList<string> Among(IEnumerable<string> connected) =>
        [
            .. connected.Where(each =>
                Names.Contains("*", StringComparer.Ordinal) || Names.Contains(each, StringComparer.OrdinalIgnoreCase)
            ),
        ];

    [GeneratedRegex(
        @"\A\s*(?:ANY\s+|FIRST\s+)?(?<number>[0-9]+)\s*\((?<names>.*)\)\s*\z",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex WithNumber();
}
