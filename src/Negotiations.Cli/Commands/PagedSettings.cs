using System.ComponentModel;
using Negotiations.Cli.Connecting;
using Negotiations.Cli.Running;
using Spectre.Console.Cli;

namespace Negotiations.Cli.Commands;

/// <summary>Which page of a list.</summary>
internal interface IPaged
{
    /// <summary>So many a page; null: as many as the server gives.</summary>
    string? Limit { get; }

    /// <summary>Where the page before ended; null: the first page.</summary>
    string? Cursor { get; }

    /// <summary>Every page.</summary>
    bool All { get; }
}

/// <summary>A list that the server hands out page by page.</summary>
internal abstract class PagedSettings : ConnectionSettings, IPaged
{
    [CommandOption("--limit <N>")]
    [Description("So many a page, at most 200")]
    public string? Limit { get; init; }

    [CommandOption("--cursor <CURSOR>")]
    [Description("Go on where the page before ended")]
    public string? Cursor { get; init; }

    [CommandOption("--all")]
    [Description("Every page")]
    public bool All { get; init; }

    /// <summary>An answer that is a single object has no pages.</summary>
    public void RefusePaging()
    {
        if (Limit is not null || Cursor is not null || All)
            throw CommandFailedException.Usage("--limit, --cursor and --all are about the list, and one was named.");
    }
}
