; The installer for Windows: for one user, without an administrator; /S makes it silent, /D=FOLDER chooses the folder.
; makensis -DVERSION=0.1.0 -DFROZEN=build\frozen\newsroom -DOUT=dist\newsroom-setup.exe -DICON=build\icons\newsroom.ico windows.nsi
; Made ready and compiled, never run: see docs/guide/installing.md.

Unicode true
SetCompressor /SOLID lzma
AllowSkipFiles off ; on a full disk even a silent installation ends, and leaves out no file
!ifdef SIGN ; a command that signs the file that it is given
  !finalize '${SIGN} "%1"' = 0
  !uninstfinalize '${SIGN} "%1"' = 0
!endif
!include "MUI2.nsh"
!include "WordFunc.nsh"
!define KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\Newsroom"

Name "Newsroom"
OutFile "${OUT}"
RequestExecutionLevel user
InstallDir "$LOCALAPPDATA\Programs\Newsroom"
InstallDirRegKey HKCU "Software\Newsroom" "Folder"
ManifestDPIAware true
!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"

Function .onInit
  ReadRegStr $0 HKCU "${KEY}" "DisplayVersion"
  StrCmp $0 "" ask_nothing
  ${VersionCompare} "$0" "${VERSION}" $1
  StrCmp $1 "1" 0 ask_nothing
    MessageBox MB_YESNO|MB_ICONEXCLAMATION "Newsroom $0 is installed, and this is ${VERSION}, an older one. A library that the newer one has migrated does not open with it. Install it all the same?" /SD IDNO IDYES ask_nothing
    SetErrorLevel 3
    Quit
  ask_nothing:
FunctionEnd

Section "Newsroom"
  SetOutPath "$INSTDIR"
  ; Only what an earlier version of ours left: a folder that a person chose may hold other things.
  IfFileExists "$INSTDIR\newsroom.exe" 0 fresh
  ClearErrors
  Delete "$INSTDIR\newsroom.exe"
  IfErrors 0 closed
    MessageBox MB_OK|MB_ICONSTOP "Newsroom is running. Close it, then install again. Nothing was changed." /SD IDOK
    SetErrorLevel 2
    Quit
  closed:
  RMDir /r "$INSTDIR\_internal"
  fresh:
  WriteUninstaller "$INSTDIR\uninstall.exe" ; first: what ends half-way can be removed
  File /r "${FROZEN}\*.*"
  ; Offered for Markdown beside what opens it now, and for the database of a library.
  WriteRegStr HKCU "Software\Classes\Newsroom.Article\shell\open\command" "" '"$INSTDIR\newsroom.exe" "%1"'
  WriteRegStr HKCU "Software\Classes\Newsroom.Article\DefaultIcon" "" "$INSTDIR\newsroom.exe,0"
  WriteRegStr HKCU "Software\Classes\.md\OpenWithProgids" "Newsroom.Article" ""
  WriteRegStr HKCU "Software\Classes\.markdown\OpenWithProgids" "Newsroom.Article" ""
  WriteRegStr HKCU "Software\Classes\Applications\newsroom.exe\shell\open\command" "" '"$INSTDIR\newsroom.exe" "%1"'
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
  CreateShortcut "$SMPROGRAMS\Newsroom.lnk" "$INSTDIR\newsroom.exe"
  WriteRegStr HKCU "Software\Newsroom" "Folder" "$INSTDIR"
  WriteRegStr HKCU "${KEY}" "DisplayName" "Newsroom"
  WriteRegStr HKCU "${KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${KEY}" "Publisher" "The Newsroom authors"
  WriteRegStr HKCU "${KEY}" "DisplayIcon" "$INSTDIR\newsroom.exe"
  WriteRegStr HKCU "${KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${KEY}" "NoRepair" 1
SectionEnd

; The library is elsewhere, and stays.
Section "Uninstall"
  ClearErrors
  Delete "$INSTDIR\newsroom.exe"
  IfErrors 0 closed
    MessageBox MB_OK|MB_ICONSTOP "Newsroom is running. Close it, then remove it again. Nothing was changed." /SD IDOK
    SetErrorLevel 2
    Quit
  closed:
  Delete "$SMPROGRAMS\Newsroom.lnk"
  RMDir /r "$INSTDIR\_internal"
  Delete "$INSTDIR\newsroom-cli.exe"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  DeleteRegKey HKCU "Software\Classes\Newsroom.Article"
  DeleteRegKey HKCU "Software\Classes\Applications\newsroom.exe"
  DeleteRegValue HKCU "Software\Classes\.md\OpenWithProgids" "Newsroom.Article"
  DeleteRegValue HKCU "Software\Classes\.markdown\OpenWithProgids" "Newsroom.Article"
  DeleteRegKey HKCU "${KEY}"
  DeleteRegKey HKCU "Software\Newsroom"
SectionEnd
