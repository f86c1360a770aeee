using System.Text;

namespace Negotiations.Cli.Connecting;

/// <summary>Parameters of a question; what was not asked for is left out.</summary>
internal sealed class QueryText
{
    private readonly List<(string Name, string Value)> parameters = [];

    public QueryText Add(string name, string? value)
    {
        // An option that was given without a value is the server's to refuse: left out, it would ask for everything.
        if (value is not null)
            parameters.Add((name, value));

        return this;
    }

    public QueryText Add(string name, IEnumerable<string>? values)
    {
        foreach (var value in values ?? [])
            Add(name, value);

        return this;
    }

    /// <summary>The same question about the next page.</summary>
    public QueryText After(string cursor)
    {
        var next = new QueryText();
        next.parameters.AddRange(parameters.Where(each => each.Name != "cursor"));
        return next.Add("cursor", cursor);
    }

    public QueryText AddFlag(string name, bool isSet) => Add(name, isSet ? "true" : null);

    /// <summary>The same question from another place in the feed.</summary>
    public QueryText From(string? place)
    {
        var next = new QueryText();
        next.parameters.AddRange(parameters.Where(each => each.Name is not ("cursor" or "after")));
        return next.Add(place?.Contains('@', StringComparison.Ordinal) == true ? "cursor" : "after", place);
    }

    /// <summary>With the question mark; empty when nothing was added.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var (name, value) in parameters)
            text.Append(text.Length == 0 ? '?' : '&').Append(name).Append('=').Append(Uri.EscapeDataString(value));

        return text.ToString();
    }
}
