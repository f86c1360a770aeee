using Negotiations.Actors;
using Negotiations.Import.Reading;
using Negotiations.Import.Statements;

namespace Negotiations.Import.Formats;

/// <summary>How the files of one dataset are laid out, and what their rows state.</summary>
public abstract class DatasetFormat
{
    /// <summary>
    /// As the command line and the API name it; also the name of the dataset unless another is given.
    /// </summary>
    public abstract string Name { get; }

    /// <summary>As the dataset calls itself.</summary>
    public abstract string Title { get; }

    public abstract string Publisher { get; }

    /// <summary>Without one of these a file is not of this format.</summary>
    public abstract IReadOnlyList<string> Required { get; }

    /// <summary>Read where they are there; a release without one of them is taken, and the report says so.</summary>
    public abstract IReadOnlyList<string> Optional { get; }

    /// <summary>Schemes of ids by which rules of a mapping may send its rows.</summary>
    public virtual IReadOnlyList<string> IdSchemes => [];

    /// <summary>Its rows may have a point, by which rules of a mapping may send them.</summary>
    public virtual bool HasPoints => false;

    /// <summary>What its facts cite of a row, as the locator of their first source.</summary>
    /// <param name="key">The row's id.</param>
    public virtual string LocatorOf(string key) => key;

    /// <summary>Something that reads the rows of one file, in their order.</summary>
    /// <param name="release">Which release the file is.</param>
    /// <param name="actors">Those that are known when the file is read.</param>
    public abstract IRowMapper Map(Release release, ActorRegistry actors);
}

/// <summary>Has to see the whole file before the first row states anything: what a row is called, or which of several
/// dates counts, must not follow from the order of the rows.</summary>
internal interface ILookAhead
{
    /// <param name="row">Sound as far as the rules of delimited text go.</param>
    void Look(Row row);
}

/// <summary>Turns the rows of one file into statements.</summary>
public interface IRowMapper
{
    /// <param name="row">Sound as far as the rules of delimited text go.</param>
    /// <param name="reading">Takes what the row states, and what has to be said about it.</param>
    void Read(Row row, RowReading reading);
}
