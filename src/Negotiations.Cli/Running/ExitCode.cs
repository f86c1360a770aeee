namespace Negotiations.Cli.Running;

/// <summary>What a script learns. The numbers are a promise: docs/command-line.md lists them.</summary>
internal static class ExitCode
{
    public const int Ok = 0;

    /// <summary>The question was answered, and the answer is a difference or a no.</summary>
    public const int Different = 1;

    /// <summary>The command line, a file it names or a profile cannot be used. Nothing was sent.</summary>
    public const int Usage = 2;

    /// <summary>
    /// Of an audit only: not everything could be checked. It shares its number with <see cref="Usage"/>, because
    /// neither run says anything about the record.
    /// </summary>
    public const int Incomplete = 2;

    /// <summary>The server understood and refused.</summary>
    public const int Refused = 3;

    /// <summary>No server answered, or none that could.</summary>
    public const int Unreached = 4;

    /// <summary>A key is missing, unknown, or may not do this.</summary>
    public const int Key = 5;

    /// <summary>The reader of standard output is gone, by the convention of shells.</summary>
    public const int Closed = 141;

    /// <summary>Ctrl-C, by the convention of shells.</summary>
    public const int Interrupted = 130;

    /// <summary>A fault of this program (EX_SOFTWARE of sysexits.h).</summary>
    public const int Fault = 70;
}
