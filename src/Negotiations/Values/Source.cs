namespace Negotiations.Values;

/// <summary>Who said it, and where it can be read. A field the source does not give is absent.</summary>
public sealed record Source
{
    public string? Title { get; init; }

    /// <summary>
    /// The outlet or body that published it; two sources of one publisher count as one voice in tolls and in
    /// <c>without</c>.
    /// </summary>
    public string? Publisher { get; init; }

    /// <summary>An absolute http or https address.</summary>
    [Member(MemberKind.Locating)]
    public string? Url { get; init; }

    /// <summary>The symbol of a document: S/2007/279.</summary>
    [Member(MemberKind.Code)]
    public string? Symbol { get; init; }

    /// <summary>
    /// When the source said so: the published clock. Null: the source bears no date, and what it says counts as known
    /// from its recording on.
    /// </summary>
    public Edtf? Published { get; init; }

    /// <summary>When it was read.</summary>
    public Edtf? Accessed { get; init; }

    /// <summary>A BCP 47 tag.</summary>
    [Member(MemberKind.Code)]
    public string? Language { get; init; }

    /// <summary>Page or paragraph within the source.</summary>
    public string? Locator { get; init; }

    /// <summary>The very words, at most 500 characters.</summary>
    public string? Quote { get; init; }

    /// <summary>SHA-256 of the document as read, 64 lower-case hexadecimal digits.</summary>
    [Member(MemberKind.Locating)]
    public string? Sha256 { get; init; }

    /// <summary>Under which its words may be used: CC BY 4.0.</summary>
    public string? License { get; init; }

    /// <summary>
    /// Reliability of the source by the Admiralty code, A (completely reliable) to F (cannot be judged).
    /// </summary>
    public Reliability? Reliability { get; init; }

    /// <summary>Credibility of the information by the Admiralty code, 1 (confirmed) to 6 (cannot be judged).</summary>
    public int? Credibility { get; init; }

    /// <summary>The voice of the source: its publisher, else its symbol, title or address.</summary>
    public string Voice() => Publisher ?? Symbol ?? Title ?? Url ?? "";
}

/// <summary>Reliability of a source by the Admiralty code (NATO AJP-2.1).</summary>
public enum Reliability
{
    A,
    B,
    C,
    D,
    E,
    F,
}
