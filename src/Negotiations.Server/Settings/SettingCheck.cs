using System.Globalization;
using Negotiations.Search;

namespace Negotiations.Server.Settings;

/// <summary>Finds a setting that is misspelt or has a value that cannot be meant, before anything is started: a server
/// that ignored the misspelt READING__CLOSE would be open to everyone.</summary>
internal static class SettingCheck
{
    // In a section that is not ours a name is taken for a misspelt one of ours when so few letters differ.
    private const int MostLetters = 2;
    private const int ShortestCompared = 8;

    private const string SpanForm = "hours:minutes:seconds, a week at most";

    // A shorter pause is none, and timers take no longer ones than a few weeks.
    private static readonly TimeSpan ShortestSpan = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan LongestSpan = TimeSpan.FromDays(7);

    private const StringSplitOptions Separated = StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries;

    private const string Page = "docs/settings.md lists every setting.";

    /// <summary>A sentence about the first mistake; null when there is none. Values that may be secret are not
    /// repeated.</summary>
    public static string? Find(IConfiguration configuration) =>
        configuration
            .AsEnumerable()
            .Where(each => each.Value is not null)
            .OrderBy(each => each.Key, StringComparer.OrdinalIgnoreCase)
            .Select(each => Fault(each.Key, each.Value!))
            .FirstOrDefault(fault => fault is not null)
        ?? SettingCatalogue.All.Select(each => NeedFault(each, configuration)).FirstOrDefault(each => each is not null);

    private static string? NeedFault(Setting setting, IConfiguration configuration) =>
        setting.Needs is { } needed
        && !string.IsNullOrEmpty(configuration[setting.Name])
        && string.IsNullOrEmpty(configuration[needed])
            ? $"{setting.Name} has no effect without {needed}. Set {needed} ({VariableOf(needed)} in the environment) "
                + $"too, or take {setting.Name} away. {Page}"
            : null;

    private static string? Fault(string key, string value) =>
        SettingCatalogue.All.FirstOrDefault(each => each.Is(key)) is { } setting
            ? ValueFault(setting, value)
            : NameFault(key);

    private static string? NameFault(string key)
    {
        var isOurs =
            key.IndexOf(':', StringComparison.Ordinal) is > 0 and var end
            && SettingCatalogue.Sections.Contains(key[..end], StringComparer.OrdinalIgnoreCase);
        var names = SettingCatalogue.All.Select(each => each.Name);
        var meant = isOurs ? NearestName.Of(key, names) : Misspelt(key);
        return meant is not null
                ? $"There is no setting {key}. Did you mean {meant} ({VariableOf(meant)} in the environment)? {Page}"
            : isOurs ? $"There is no setting {key}. {Page}"
            : null;
    }

    private static string? Misspelt(string key)
    {
        var plain = NearestName.Plain(key);
        return SettingCatalogue
            .All.Where(each =>
                each.Name.Length >= ShortestCompared
                && (each.IsVariable || each.Name.Contains(':', StringComparison.Ordinal))
            )
            .Select(each => (each.Name, Distance: EditDistance.Of(plain, NearestName.Plain(each.Name), MostOf(key))))
            .Where(each => each.Distance <= MostOf(key))
            .OrderBy(each => each.Distance)
            .FirstOrDefault()
            .Name;
    }

    // The environment is full of names of other programs, and hardly any has two underscores.
    private static int MostOf(string key) =>
        key.Contains(':', StringComparison.Ordinal) || key.StartsWith("NEGOTIATIONS_", StringComparison.Ordinal)
            ? MostLetters
            : 0;

    private static string VariableOf(string name) => SettingCatalogue.All.First(each => each.Name == name).Variable;

    private static string? ValueFault(Setting setting, string value)
    {
        var wrong = setting.Kind switch
        {
            SettingKind.Flag => bool.TryParse(value, out _) ? null : "neither true nor false",
            SettingKind.Number => IsWithin(setting.Range, value)
                ? null
                : $"no whole number from {setting.Range.Least} to {setting.Range.Most}",
            SettingKind.Span => IsSpan(value) ? null : $"no span of time ({SpanForm})",
            SettingKind.Spans => Several(value) is { Length: > 0 } spans && spans.All(IsSpan)
                ? null
                : $"no spans of time ({SpanForm})",
            SettingKind.Address => IsAddress(value) ? null : "no absolute address (http or https, without query)",
            SettingKind.Origins => Several(value).All(IsOrigin) ? null : "no list of origins (scheme://host:port)",
            SettingKind.Hosts => value.Split(';', Separated) is { Length: > 0 } hosts && hosts.All(IsHost)
                ? null
                : "no list of names of hosts (without scheme and port)",
            SettingKind.Contact => Uri.TryCreate(value, UriKind.Absolute, out var contact)
            && contact.Scheme is "mailto" or "tel" or "https"
                ? null
                : "no address of a contact (mailto:, tel: or https:)",
            SettingKind.LogName => value.Length > 0
            && !value.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c == '+')
                ? null
                : "no name of a log (without blanks and plus)",
            SettingKind.Word => setting.Words.Contains(value, StringComparer.OrdinalIgnoreCase)
                ? null
                : $"none of {string.Join(", ", setting.Words)}",
            _ => null,
        };
        return wrong is null
            ? null
            : $"{setting.Name} is '{Record.Slug.Clip(value)}', which is {wrong}. Write {setting.Example}, for instance."
                + NearestName.Ask(value, setting.Words);
    }

    private static bool IsWithin((long Least, long Most) range, string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number >= range.Least
        && number <= range.Most;

    // "15" would be fifteen days.
    private static bool IsSpan(string text) =>
        text.Contains(':', StringComparison.Ordinal)
        && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var span)
        && span >= ShortestSpan
        && span <= LongestSpan;

    private static bool IsAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address)
        && address.Scheme is "http" or "https"
        && address.Query.Length == 0
        && address.Fragment.Length == 0;

    private static bool IsOrigin(string text) =>
        text == "*"
        || (
            IsAddress(text)
            && new Uri(text).GetLeftPart(UriPartial.Authority).Equals(text, StringComparison.OrdinalIgnoreCase)
        );

    private static string[] Several(string text) => text.Split(',', Separated);

    private static bool IsHost(string text) =>
        text == "*" || Uri.CheckHostName(text.StartsWith("*.", StringComparison.Ordinal) ? text[2..] : text) != default;
}
