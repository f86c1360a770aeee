namespace Negotiations.Server.Settings;

/// <summary>What the value of a setting is.</summary>
internal enum SettingKind
{
    /// <summary>true or false.</summary>
    Flag,

    /// <summary>A whole number within the bounds of its setting.</summary>
    Number,

    /// <summary>hours:minutes:seconds, from a thousandth of a second to a week.</summary>
    Span,

    /// <summary>Several of these, with commas between them.</summary>
    Spans,

    /// <summary>An absolute address, http or https, without query or fragment.</summary>
    Address,

    /// <summary>Web origins (scheme, host and port), with commas between them.</summary>
    Origins,

    /// <summary>Names of hosts without ports, with semicolons between them.</summary>
    Hosts,

    /// <summary>Where someone is reached: mailto:, tel: or https:.</summary>
    Contact,

    /// <summary>The name of a log, which is in its key: without blanks and plus.</summary>
    LogName,

    /// <summary>One of a few words.</summary>
    Word,

    /// <summary>Any text that what reads it looks at more closely.</summary>
    Text,
}

/// <summary>A setting of the server.</summary>
/// <param name="Name">With colons; in the environment with two underscores in place of each.</param>
/// <param name="Kind">What its value is.</param>
/// <param name="Default">What holds where it is absent, for people.</param>
/// <param name="Example">A value that works.</param>
/// <param name="Text">What it does.</param>
internal sealed record Setting(string Name, SettingKind Kind, string Default, string Example, string Text)
{
    /// <summary>The words that a <see cref="SettingKind.Word"/> takes.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>The bounds of a <see cref="SettingKind.Number"/>: what lies beyond would fail only where it is
    /// used.</summary>
    public (long Least, long Most) Range { get; init; } = (1, 1_000_000);

    /// <summary>The setting without which this one has no effect; null: it stands by itself.</summary>
    public string? Needs { get; init; }

    /// <summary>True where the values of a list may also be given one by one, as <c>name:0</c>.</summary>
    public bool IsList { get; init; }

    /// <summary>True for a variable of the environment that is no configuration.</summary>
    public bool IsVariable { get; init; }

    /// <summary>As it is written in the environment.</summary>
    public string Variable => IsVariable ? Name : Name.Replace(":", "__", StringComparison.Ordinal).ToUpperInvariant();

    /// <summary>True when this key of the configuration is this setting, or one value of its list.</summary>
    public bool Is(string key) =>
        key.Equals(Name, StringComparison.OrdinalIgnoreCase)
        || (
            IsList
            && key.Length > Name.Length
            && key[Name.Length] == ':'
            && key.StartsWith(Name, StringComparison.OrdinalIgnoreCase)
            && int.TryParse(key.AsSpan(Name.Length + 1), out _)
        );
}
