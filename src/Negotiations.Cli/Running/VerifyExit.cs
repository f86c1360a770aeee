namespace Negotiations.Cli.Running;

/// <summary>The exit codes of <c>verify</c> and <c>witness</c>: a promise to scripts.</summary>
internal static class VerifyExit
{
    public const int Verified = 0;

    public const int Tampered = 1;

    public const int Unchecked = 5;
}
